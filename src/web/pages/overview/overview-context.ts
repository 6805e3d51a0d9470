import type { BatchResponse } from '../../../contract/api/query.ts';
import type { Compare, Filter, Window } from '../../../contract/query.ts';
import type { Bucket } from '../../state/periods.ts';

/** What every part of the overview reads. */
export interface OverviewContext {
  readonly batch: BatchResponse | undefined;
  readonly bucket: Bucket;
  readonly filters: readonly Filter[];
  readonly window: Window;
  readonly compare: Compare;
}
