import type { DimensionId } from './dimension-definitions.ts';
import type { MetricDefinition } from './metric-definitions.ts';
import type { RowPolicy } from './policy.ts';
import { hidesUnplaced } from './predicate.ts';
import { factsOf, metricDimensions } from './registry.ts';

/** [POLICY-10] Whether a metric is made of what belongs to no region and no channel. */
export const isUnplaced = (metric: MetricDefinition): boolean =>
  factsOf(metric).some(({ unplaced }) => unplaced === true);

/**
 * [QUERY-9] [POLICY-10] The dimensions that leave a metric without a value: those it is grouped or filtered by and not kept
 * by, and, where it is made of what belongs to no region and no channel, those that limit what the asker sees.
 */
export function notKeptBy(
  metric: MetricDefinition,
  asked: readonly DimensionId[],
  { predicate }: Pick<RowPolicy, 'predicate'>,
): DimensionId[] {
  const kept = metricDimensions(metric);
  const limits = isUnplaced(metric) ? hidesUnplaced(predicate) : [];
  return [...new Set([...asked.filter((id) => !kept.includes(id)), ...limits])];
}
