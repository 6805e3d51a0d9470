import { type Filter, type Query, querySchema } from '../../src/contract/query.ts';
import type { SeededRandom } from '../support/seeded-random.ts';

const tiles = [
  'revenue',
  'order_intake',
  'gross_margin_rate',
  'average_order_value',
  'backlog',
  'otif_rate',
  'active_customers',
  'new_customers',
  'receivables',
  'days_sales_outstanding',
  'weighted_pipeline',
  'win_rate',
];

/** What the overview page asks in its one request: twelve tiles against both comparisons, their sparklines, and the charts below. */
export function overviewPage(window: Query['window'], filters: readonly Filter[]): Query[] {
  const ask = (query: object): Query => querySchema.parse({ window, filters, ...query });
  return [
    ask({ metrics: tiles, compare: ['previous_period', 'previous_year'] }),
    ask({ metrics: tiles, dimensions: ['date.month'] }),
    ask({ metrics: ['revenue', 'order_intake'], dimensions: ['date.month'], compare: ['previous_year'] }),
    ask({ metrics: ['pipeline_value', 'weighted_pipeline'], dimensions: ['stage'] }),
    ask({ metrics: ['revenue'], dimensions: ['region'], compare: ['previous_year'] }),
    ask({ metrics: ['inventory_value', 'stock_out_days'], filters: [], dimensions: ['date.month'] }),
  ];
}

const regions = ['East China', 'North China', 'South China', 'West China', 'Europe', 'North America', null];
const channels = ['Direct', 'Distributor', 'Web', 'Key Account', null];
const first = (month: number): string => new Date(Date.UTC(2023, 6 + month, 1)).toISOString().slice(0, 10);

/** Twelve whole months and some members of region and channel: what people choose in the page's filters. */
export function randomChoice(random: SeededRandom): { window: Query['window']; filters: Filter[] } {
  const month = random.integer(25);
  const some = (dimension: string, members: readonly (string | null)[]): Filter[] =>
    random.chance(0.7)
      ? [{ dimension, op: 'in', values: [random.pick(members), ...random.some(members, 0.4)] }]
      : [];
  return {
    window: { from: first(month), to: first(month + 12) },
    filters: [...some('region', regions), ...some('channel', channels)],
  };
}
