import type { Lacking } from '../contract/api/cell.ts';
import type { Compare } from '../contract/query.ts';
import type { DimensionId } from './dimension-definitions.ts';
import type { MetricId } from './metric-definitions.ts';

/** A column of a result, as the compiler promises it. */
export interface ResultColumn {
  readonly name: string;
  /** `label`: the name of the entity in the column before it. */
  readonly kind: 'dimension' | 'label' | 'metric' | 'field' | 'lineage';
  readonly type: 'date' | 'text' | 'number' | 'integer' | 'boolean';
  readonly unit?: string;
  readonly format?: string;
  readonly metric?: MetricId;
  readonly compare?: Compare;
  /** [QUERY-9] The metric is not kept by a dimension or filter of the query: all its values are NULL. */
  readonly inapplicable?: true;
  /** By which: a dimension of the query or [POLICY-10] one that limits what the asker sees. */
  readonly notKeptBy?: DimensionId[];
  /** [QUERY-13] [QUERY-14] Values of days before this one are not known and NULL. */
  readonly knownFrom?: string;
  /** What they lack. */
  readonly lacking?: Lacking;
  /** The first step of a series that is known; absent where none is. */
  readonly knownStep?: string;
}
