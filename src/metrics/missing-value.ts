import type { Lacking } from '../contract/api/cell.ts';
import type { DayWindow } from './buckets.ts';
import type { CompileContext } from './compile-context.ts';
import type { DimensionId } from './dimension-definitions.ts';
import { unknownBefore } from './known-part.ts';
import type { MetricDefinition } from './metric-definitions.ts';
import { notKeptBy } from './not-kept-by.ts';
import type { RowPolicy } from './policy.ts';

/** Why a number has no value; empty where it has one. */
export interface MissingValue {
  /** [QUERY-9] [POLICY-10] The dimensions that the metric is not kept by. */
  readonly notKeptBy?: DimensionId[];
  /** [QUERY-13] It is not known before this day. */
  readonly knownFrom?: string;
  /** What it lacks before. */
  readonly lacking?: Lacking;
}

/** Why a metric by these dimensions has no value in a window asked for. */
export function missingValue(
  metric: MetricDefinition,
  asked: readonly DimensionId[],
  window: DayWindow,
  policy: Pick<RowPolicy, 'predicate'>,
  context: Pick<CompileContext, 'stagesKnownFrom'>,
): MissingValue {
  const missing = notKeptBy(metric, asked, policy);
  if (missing.length > 0) return { notKeptBy: missing };
  const since = unknownBefore(metric, asked, { ...window, compared: false }, context);
  return since === undefined ? {} : { knownFrom: since.from, lacking: since.lacking };
}
