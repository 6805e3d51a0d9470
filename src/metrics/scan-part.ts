import type { MeasureId } from './measure-definitions.ts';
import type { ResolvedWindow } from './resolve-query.ts';
import type { Route } from './route.ts';

/** One measure in one window. */
export interface ScanEntry {
  readonly id: MeasureId;
  readonly at: number;
  readonly window: ResolvedWindow;
  readonly dating: 'flow' | 'balance' | 'balance_before';
  readonly aggregate: Route['aggregate'];
}

/** One scan of one table for all windows. */
export interface ScanPart {
  readonly name: string;
  readonly route: Route;
  readonly entries: readonly ScanEntry[];
}

/** How the rows of a scan are dated: what selects them, what names their step, what limits each aggregate. */
export interface Dating {
  /** SQL of the label of a row's step; empty for a total. */
  readonly bucket: string;
  readonly join: string;
  readonly conditions: readonly string[];
  /** A `filter (where …)` clause, or nothing. */
  readonly filter: (entry: ScanEntry) => string;
}
