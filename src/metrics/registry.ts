import { TandemError } from '../contract/errors.ts';
import { type DimensionDefinition, type DimensionId, dimensionDefinitions } from './dimension-definitions.ts';
import { keeps } from './fact-column.ts';
import { type FactDefinition, factDefinitions } from './fact-definitions.ts';
import { measuresOf } from './formula.ts';
import { measureDefinitions } from './measure-definitions.ts';
import { type MetricDefinition, metricDefinitions } from './metric-definitions.ts';

export { dimensionDefinitions, metricDefinitions };
export type { DimensionDefinition, MetricDefinition };

const metrics = new Map<string, MetricDefinition>(metricDefinitions.map((metric) => [metric.id, metric]));
const dimensions = new Map<string, DimensionDefinition>(
  dimensionDefinitions.map((dimension) => [dimension.id, dimension]),
);

/** Throws `unknown_metric`. */
export function metricById(id: string): MetricDefinition {
  const metric = metrics.get(id);
  if (!metric) throw new TandemError('unknown_metric', { metric: id.slice(0, 80) });
  return metric;
}

/** Throws `unknown_dimension`. */
export function dimensionById(id: string): DimensionDefinition {
  const dimension = dimensions.get(id);
  if (!dimension) throw new TandemError('unknown_dimension', { dimension: id.slice(0, 80) });
  return dimension;
}

export const factsOf = (metric: MetricDefinition): FactDefinition[] => [
  ...new Set(measuresOf(metric.formula).map((id) => factDefinitions[measureDefinitions[id].fact])),
];

/** The tables a metric reads, for lineage. */
export const metricTables = (metric: MetricDefinition): string[] => [
  ...new Set(factsOf(metric).map((fact) => fact.table)),
];

/** [QUERY-9] The dimensions a metric can be grouped and filtered by: those that all its facts are kept by. */
export function metricDimensions(metric: MetricDefinition): DimensionId[] {
  const facts = factsOf(metric);
  return dimensionDefinitions
    .filter(({ id, kind }) => kind === 'date' || facts.every((fact) => keeps(fact.columns, id)))
    .map(({ id }) => id);
}
