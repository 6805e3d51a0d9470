import type { Compare, Filter, QueryInput, Window } from '../../../contract/query.ts';
import type { Bucket } from '../../state/periods.ts';

/** The measures of the page's head, in two lines: what the ERP records, what customers and the market do. */
export const tileMetrics = [
  ['revenue', 'gross_margin_rate', 'order_intake', 'backlog', 'otif_rate', 'days_sales_outstanding'],
  ['weighted_pipeline', 'win_rate', 'active_customers', 'new_customers', 'lost_customers', 'open_cases'],
] as const;

/** Charts of one metric over time. */
export const seriesCharts = [
  'backlog',
  'otif_rate',
  'inventory_value',
  'stock_out_days',
  'overdue_receivables',
] as const;
export const trendMetrics = ['revenue', 'order_intake'] as const;

export interface OverviewQuestion {
  readonly window: Window;
  readonly filters: readonly Filter[];
  readonly compare: Compare;
  readonly bucket: Bucket;
  /** `customer`, `product` or `region`. */
  readonly movers: string;
  readonly allows: (metric: string) => boolean;
}

export const moversLimit = 10;

const tileCompares: Compare[] = ['previous_period', 'previous_year'];

/** Everything the page shows, as one batch. Metrics the reader may not see are not asked for. */
export const overviewQueries = (question: OverviewQuestion): Record<string, QueryInput> => {
  const { window, compare, bucket, movers, allows } = question;
  const base = { window, filters: [...question.filters] };
  const queries: Record<string, QueryInput> = {};
  for (const metric of tileMetrics.flat().filter(allows)) {
    queries[`tile.${metric}`] = { ...base, metrics: [metric], compare: tileCompares };
    queries[`spark.${metric}`] = { ...base, metrics: [metric], dimensions: [bucket] };
  }
  const trend = trendMetrics.filter(allows);
  if (trend.length > 0)
    queries['trend'] = { ...base, metrics: [...trend], dimensions: [bucket], compare: [compare] };
  for (const metric of seriesCharts.filter(allows))
    queries[`series.${metric}`] = { ...base, metrics: [metric], dimensions: [bucket], compare: [compare] };
  if (allows('pipeline_value'))
    queries['funnel'] = { ...base, metrics: ['pipeline_value'], dimensions: ['stage'], limit: 50 };
  const whole = ['pipeline_value', 'pipeline_coverage'].filter(allows);
  if (whole.length > 0) queries['pipeline'] = { ...base, metrics: whole, compare: tileCompares };
  if (allows('revenue'))
    queries['movers'] = {
      ...base,
      metrics: ['revenue'],
      dimensions: [movers],
      compare: [compare],
      order: [{ by: `revenue__moved_${compare}`, direction: 'desc' }],
      limit: moversLimit,
    };
  return queries;
};
