import { TandemError } from '../contract/errors.ts';
import type { Compare, Query } from '../contract/query.ts';
import { type Bucket, buckets, type DayWindow, dayWindow } from './buckets.ts';
import { compareBuckets, compareWindow } from './compare-window.ts';
import type { CompileContext } from './compile-context.ts';
import type { DimensionDefinition, DimensionId } from './dimension-definitions.ts';
import { measuresOf } from './formula.ts';
import type { MeasureId } from './measure-definitions.ts';
import type { MetricDefinition } from './metric-definitions.ts';
import { notKeptBy } from './not-kept-by.ts';
import type { RowPolicy } from './policy.ts';
import { dimensionById, metricById } from './registry.ts';

/** The window of the query or of one of its comparisons, cut into steps where the query is a series. */
export interface ResolvedWindow extends DayWindow {
  readonly compare?: Compare;
  /** In the order of the series; `undefined` where a step has no counterpart. */
  readonly steps?: readonly (DayWindow | undefined)[];
}

/** A metric and what it is not kept by; it applies where that is nothing. */
export interface ResolvedMetric {
  readonly metric: MetricDefinition;
  readonly applicable: boolean;
  readonly notKeptBy: DimensionId[];
}

/** A query whose every name was found in the registry and every metric is allowed. */
export interface ResolvedQuery {
  readonly query: Query;
  readonly metrics: readonly ResolvedMetric[];
  readonly dimensions: readonly DimensionDefinition[];
  /** Non-date dimensions of grouping and filters. */
  readonly needed: readonly DimensionId[];
  readonly series?: readonly Bucket[];
  readonly windows: readonly ResolvedWindow[];
  readonly measures: readonly MeasureId[];
}

const unique = (values: readonly string[]): void => {
  const twice = values.find((value, at) => values.indexOf(value) !== at);
  if (twice !== undefined)
    throw new TandemError('bad_request', { reason: 'named_twice', name: twice.slice(0, 80) });
};

/** [POLICY-4] Throws `forbidden` for a metric the policy does not allow, `unknown_metric` for one that does not exist. */
export function allowedMetric(id: string, policy: RowPolicy): MetricDefinition {
  const metric = metricById(id);
  if (!policy.metrics.has(metric.id)) throw new TandemError('forbidden', { metric: metric.id });
  return metric;
}

/** Throws `unknown_metric`, `unknown_dimension`, `bad_window`, `bad_request` or `forbidden`. */
export function resolveQuery(
  query: Query,
  policy: RowPolicy,
  { fiscalFirstMonth }: Pick<CompileContext, 'fiscalFirstMonth'>,
): ResolvedQuery {
  unique(query.metrics);
  unique(query.dimensions);
  unique(query.compare);
  const dimensions = query.dimensions.map(dimensionById);
  const dates = dimensions.filter(({ kind }) => kind === 'date');
  if (dates.length > 1) throw new TandemError('bad_request', { reason: 'two_date_dimensions' });
  const grain = dates[0]?.grain;
  const filtered = query.filters.map((filter) => dimensionById(filter.dimension));
  const dateFilter = filtered.find(({ kind }) => kind === 'date');
  if (dateFilter)
    throw new TandemError('bad_request', { reason: 'filter_on_date', dimension: dateFilter.id });

  const members = dimensions.filter(({ kind }) => kind !== 'date');
  const needed = [...new Set([...members, ...filtered].map(({ id }) => id))];
  const metrics = query.metrics.map((id): ResolvedMetric => {
    const metric = allowedMetric(id, policy);
    const missing = notKeptBy(metric, needed, policy);
    return { metric, applicable: missing.length === 0, notKeptBy: missing };
  });

  const window = dayWindow(query.window);
  const series = grain === undefined ? undefined : buckets(window, grain, fiscalFirstMonth);
  const compares = query.compare.map((compare): ResolvedWindow => {
    const past = { ...compareWindow(window, compare), compare };
    if (!series || grain === undefined) return past;
    return { ...past, steps: compareBuckets(window, series, grain, compare) };
  });
  return {
    query,
    metrics,
    dimensions,
    needed,
    ...(series ? { series } : {}),
    windows: [{ ...window, ...(series ? { steps: series } : {}) }, ...compares],
    measures: [
      ...new Set(
        metrics.filter((each) => each.applicable).flatMap(({ metric }) => measuresOf(metric.formula)),
      ),
    ],
  };
}
