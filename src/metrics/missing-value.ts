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
}

/** Why a metric by these dimensions has no value at the end of a window. */
export function missingValue(
  metric: MetricDefinition,
  asked: readonly DimensionId[],
  window: Pick<DayWindow, 'to'>,
  policy: Pick<RowPolicy, 'predicate'>,
  context: Pick<CompileContext, 'stagesKnownFrom'>,
): MissingValue {
  const missing = notKeptBy(metric, asked, policy);
  if (missing.length > 0) return { notKeptBy: missing };
  const knownFrom = unknownBefore(metric, asked, window, context);
  return knownFrom === undefined ? {} : { knownFrom };
}
