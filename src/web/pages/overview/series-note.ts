import type { QueryResult } from '../../../contract/api/query.ts';
import type { Compare } from '../../../contract/query.ts';
import { bucketText } from '../../state/bucket-text.ts';
import { uncomparedText } from '../../state/missing-text.ts';
import type { Bucket } from '../../state/periods.ts';
import { uncompared } from './comparable-with.ts';

/** Why a chart over time is not compared, or from which step on only; undefined where it is in every step. */
export const seriesNote = (
  answer: Pick<QueryResult, 'columns'>,
  metrics: readonly string[],
  { compare, bucket }: { readonly compare: Compare; readonly bucket: Bucket },
): string | undefined => {
  const [missing] = uncompared(answer, metrics, [compare]);
  const step = missing?.knownStep;
  return uncomparedText(missing, { step: step === undefined ? undefined : bucketText(bucket, step, 'full') });
};
