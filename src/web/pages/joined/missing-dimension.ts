import type { CatalogMetric } from '../../../contract/api/catalog.ts';
import type { Filter } from '../../../contract/query.ts';
import { dimensionName } from '../../state/metric-name.ts';

/** The name of the first dimension filtered by that the metric is not kept by: such a number does not exist. */
export const missingDimension = (
  metric: CatalogMetric | undefined,
  filters: readonly Filter[],
): string | undefined => {
  const missing = filters.find(({ dimension }) => metric && !metric.dimensions.includes(dimension));
  return missing && dimensionName(missing.dimension);
};
