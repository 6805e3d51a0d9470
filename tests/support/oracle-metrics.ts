import type { CoreFixture, CoreRow, CoreValue } from './core-fixture.ts';

/** What each metric of SPEC.md adds up, row by row, in plain TypeScript. */
export type OracleFact =
  | 'invoice'
  | 'booked'
  | 'buying'
  | 'due'
  | 'backlog'
  | 'receivable'
  | 'inventory'
  | 'pipeline'
  | 'closed'
  | 'case'
  | 'customer'
  | 'known'
  | 'stock';

interface Use {
  readonly fact: OracleFact;
  readonly balance?: 'end' | 'start';
  readonly distinct?: string;
  readonly of?: (row: CoreRow) => CoreValue;
  /** Counts only rows of customers about whom this holds. */
  readonly whose?: (standing: CoreRow) => boolean;
}

/** What is known of each customer: every fact that has the customer has these too. */
export const oracleAttributes = [
  'paying_behaviour',
  'delivery_performance',
  'service_risk',
  'systems',
  'first_campaign',
  'lead_source',
];

/** And of each product. */
export const oracleProductAttributes = ['golden_product', 'product_systems'];

interface OracleMetric {
  readonly uses: readonly Use[];
  readonly combine: (parts: number[], days: number) => number | null;
}

const booked = (row: CoreRow): boolean =>
  (row['status'] === 'confirmed' || row['status'] === 'done') && row['is_cancelled'] !== true;

const tables: Record<
  OracleFact,
  { table: string; date: string; counts?: (row: CoreRow) => boolean; dimensions: string[] }
> = {
  invoice: {
    table: 'fct_invoice_line',
    date: 'issued_on',
    dimensions: ['region', 'channel', 'category', 'customer', 'product', 'currency'],
  },
  booked: {
    table: 'fct_sales_order_line',
    date: 'ordered_on',
    counts: booked,
    dimensions: ['region', 'channel', 'category', 'customer', 'product', 'currency', 'salesperson'],
  },
  buying: {
    table: 'fct_sales_order_line',
    date: 'ordered_on',
    counts: (row) => booked(row) && row['customer_no'] !== 0,
    dimensions: ['region', 'channel', 'category', 'customer', 'product', 'currency', 'salesperson'],
  },
  due: {
    table: 'fct_sales_order_line',
    date: 'promised_on',
    counts: (row) => row['is_due'] === true,
    dimensions: ['region', 'channel', 'category', 'customer', 'product', 'currency', 'salesperson'],
  },
  backlog: {
    table: 'mart_backlog_event',
    date: 'date_on',
    dimensions: ['region', 'channel', 'category', 'customer', 'product'],
  },
  receivable: {
    table: 'mart_receivable_event',
    date: 'date_on',
    dimensions: ['region', 'channel', 'customer'],
  },
  inventory: { table: 'mart_inventory_event', date: 'date_on', dimensions: ['category', 'product'] },
  pipeline: {
    table: 'mart_pipeline_line_event',
    date: 'date_on',
    dimensions: ['region', 'channel', 'category', 'customer', 'product', 'stage'],
  },
  closed: {
    table: 'fct_opportunity',
    date: 'closed_on',
    counts: (row) => row['is_closed'] === true,
    dimensions: ['region', 'channel', 'customer', 'salesperson'],
  },
  case: { table: 'mart_case_event', date: 'date_on', dimensions: ['region', 'channel', 'customer'] },
  customer: { table: 'mart_customer_event', date: 'date_on', dimensions: ['region', 'channel', 'customer'] },
  known: { table: 'mart_known_customer', date: 'date_on', dimensions: ['region', 'channel', 'customer'] },
  stock: { table: 'fct_stock_snapshot', date: 'date_on', dimensions: ['category', 'product'] },
};

const column = (fact: OracleFact, name: string, balance?: 'end' | 'start'): Use => ({
  fact,
  of: (row) => row[name] ?? null,
  ...(balance ? { balance } : {}),
});
const times = (fact: OracleFact, when: (row: CoreRow) => boolean): Use => ({
  fact,
  of: (row) => (when(row) ? 1 : 0),
});
const only = (parts: number[]): number => parts[0] ?? 0;
const over = (a: number | undefined, b: number | undefined): number | null =>
  b === undefined || b === 0 || a === undefined ? null : a / b;

export const oracleMetrics: Readonly<Record<string, OracleMetric>> = {
  revenue: { uses: [column('invoice', 'amount_base')], combine: only },
  gross_margin: { uses: [column('invoice', 'margin_base')], combine: only },
  gross_margin_rate: {
    uses: [column('invoice', 'margin_base'), column('invoice', 'amount_base')],
    combine: ([a, b]) => over(a, b),
  },
  order_intake: { uses: [column('booked', 'amount_base')], combine: only },
  orders: { uses: [{ fact: 'booked', distinct: 'order_id' }], combine: only },
  average_order_value: {
    uses: [column('booked', 'amount_base'), { fact: 'booked', distinct: 'order_id' }],
    combine: ([a, b]) => over(a, b),
  },
  backlog: { uses: [column('backlog', 'delta_base', 'end')], combine: only },
  otif_rate: {
    uses: [times('due', (row) => row['is_otif'] === true), times('due', () => true)],
    combine: ([a, b]) => over(a, b),
  },
  inventory_value: { uses: [column('inventory', 'delta_base', 'end')], combine: only },
  inventory_turns: {
    uses: [
      column('invoice', 'cost_base'),
      column('inventory', 'delta_base', 'start'),
      column('inventory', 'delta_base', 'end'),
    ],
    combine: ([cost = 0, start = 0, end = 0], days) => over((cost * 365) / days, (start + end) / 2),
  },
  days_sales_outstanding: {
    uses: [column('receivable', 'delta_base', 'end'), column('invoice', 'amount_base')],
    combine: ([owed = 0, revenue = 0], days) => over(owed * days, revenue),
  },
  receivables: { uses: [column('receivable', 'delta_base', 'end')], combine: only },
  overdue_receivables: { uses: [column('receivable', 'overdue_delta_base', 'end')], combine: only },
  active_customers: { uses: [{ fact: 'buying', distinct: 'customer_no' }], combine: only },
  new_customers: { uses: [times('customer', (row) => row['kind'] === 'new')], combine: only },
  lost_customers: { uses: [times('customer', (row) => row['kind'] === 'lost')], combine: only },
  pipeline_value: { uses: [column('pipeline', 'delta_base', 'end')], combine: only },
  weighted_pipeline: { uses: [column('pipeline', 'weighted_delta_base', 'end')], combine: only },
  pipeline_coverage: {
    uses: [column('pipeline', 'delta_base', 'end'), column('booked', 'amount_base')],
    combine: ([pipeline = 0, intake = 0], days) => over(pipeline * days, intake * 90),
  },
  win_rate: {
    uses: [times('closed', (row) => row['is_won'] === true), times('closed', () => true)],
    combine: ([a, b]) => over(a, b),
  },
  open_cases: { uses: [column('case', 'delta_open', 'end')], combine: only },
  revenue_at_risk: {
    uses: [{ ...column('invoice', 'amount_base'), whose: (of) => (of['service_risk'] ?? 'none') !== 'none' }],
    combine: only,
  },
  known_customers: { uses: [column('known', 'delta', 'end')], combine: only },
  one_system_customers: {
    uses: [
      {
        ...column('known', 'delta', 'end'),
        whose: (of) => of['systems'] === 'crm' || of['systems'] === 'erp',
      },
    ],
    combine: only,
  },
  sold_quantity: { uses: [column('invoice', 'quantity')], combine: only },
  pipeline_quantity: { uses: [column('pipeline', 'delta_quantity', 'end')], combine: only },
  open_order_quantity: { uses: [column('backlog', 'delta_quantity', 'end')], combine: only },
  stock_quantity: { uses: [column('inventory', 'delta_quantity', 'end')], combine: only },
  free_stock: {
    uses: [column('inventory', 'delta_quantity', 'end'), column('backlog', 'delta_quantity', 'end')],
    combine: ([stock = 0, ordered = 0]) => stock - ordered,
  },
  stock_after_pipeline: {
    uses: [
      column('inventory', 'delta_quantity', 'end'),
      column('backlog', 'delta_quantity', 'end'),
      column('pipeline', 'delta_quantity', 'end'),
    ],
    combine: ([stock = 0, ordered = 0, wanted = 0]) => stock - ordered - wanted,
  },
  stock_out_days: { uses: [times('stock', (row) => row['is_stock_out'] === true)], combine: only },
};

export const usedBy = (metric: string): readonly Use[] => oracleMetrics[metric]?.uses ?? [];

/** [QUERY-9] The dimensions that every fact of the metric is kept by. */
export function keptBy(metric: string): ReadonlySet<string> {
  const lists = usedBy(metric).map(({ fact }) => {
    const { dimensions } = tables[fact];
    return [
      ...dimensions,
      ...(dimensions.includes('customer') ? oracleAttributes : []),
      ...(dimensions.includes('product') ? oracleProductAttributes : []),
    ];
  });
  return new Set((lists[0] ?? []).filter((dimension) => lists.every((list) => list.includes(dimension))));
}

/** [POLICY-10] Made of stock, which has neither region nor channel. */
export const usesStock = (metric: string): boolean =>
  usedBy(metric).some(({ fact }) => !tables[fact].dimensions.includes('region'));

const begunAs: Readonly<Partial<Record<OracleFact, string>>> = {
  invoice: 'invoice',
  booked: 'order',
  buying: 'order',
  due: 'order',
  backlog: 'order',
  receivable: 'receivable',
  inventory: 'stock',
  stock: 'stock',
  pipeline: 'opportunity',
  closed: 'opportunity',
  case: 'case',
  customer: 'customer_event',
};

/** [QUERY-14] Whether the data of all that a metric is made of reach back to a span that it is compared with. */
export function reachesBack(
  metric: string,
  span: { readonly from: string; readonly to: string },
  begins: Readonly<Record<string, string>>,
): boolean {
  return usedBy(metric).every(({ fact, balance }) => {
    const day = begins[begunAs[fact] ?? ''];
    if (day === undefined) return true;
    if (balance !== undefined) return (balance === 'end' ? span.to : span.from) > day;
    return (Date.parse(day) - Date.parse(span.from)) / 86_400_000 <= 7;
  });
}

/** The rows of a fact that have a date, with that date. */
export function factRows(fact: OracleFact, fixture: CoreFixture): { row: CoreRow; date: string }[] {
  const { table, date, counts = () => true } = tables[fact];
  return (fixture[table] ?? []).flatMap((row) => {
    const on = row[date];
    return typeof on === 'string' && counts(row) ? [{ row, date: on }] : [];
  });
}

/** Sum of decimals of four places, exact; NULL adds nothing. */
export function amounts(values: readonly CoreValue[]): number {
  let units = 0n;
  for (const value of values)
    if (typeof value === 'number') units += BigInt(value) * 10_000n;
    else if (typeof value === 'string') units += tenThousandths(value);
  return Number(units) / 10_000;
}

function tenThousandths(decimal: string): bigint {
  const negative = decimal.startsWith('-');
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  const units = BigInt(whole) * 10_000n + BigInt(fraction.padEnd(4, '0'));
  return negative ? -units : units;
}
