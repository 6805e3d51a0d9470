import type { DimensionId } from './dimension-definitions.ts';

export type FactId =
  | 'invoice'
  | 'intake'
  | 'buyer'
  | 'promise'
  | 'backlog'
  | 'open_order'
  | 'receivable'
  | 'inventory'
  | 'on_hand'
  | 'pipeline'
  | 'pipeline_line'
  | 'closed_opportunity'
  | 'case'
  | 'customer_event'
  | 'known_customer'
  | 'stock';

/** A kind of fact whose data begin on some day: a row of mart_data_begin. */
export type BegunFact =
  'order' | 'invoice' | 'receivable' | 'stock' | 'opportunity' | 'case' | 'customer_event';

/** One table read by one business date. Every such table has the policy's columns `region` and `channel`. */
export interface FactDefinition {
  readonly id: FactId;
  readonly table: string;
  /** The date column that windows apply to. */
  readonly date: string;
  /** SQL that a row must satisfy to count. */
  readonly where?: string;
  /** Dimensions the fact is kept by, and the column of each. */
  readonly columns: Readonly<Partial<Record<DimensionId, string>>>;
  /** [QUERY-14] What says since when its data are there; absent where each row has a past of its own. */
  readonly begins?: BegunFact;
  /** [POLICY-10] It belongs to no region and no channel: only who may see what has none knows it. */
  readonly unplaced?: true;
}

const market = { region: 'region', channel: 'channel' } as const;
const customer = { ...market, customer: 'customer_no' } as const;
const line = { ...customer, category: 'category', product: 'product_no', currency: 'currency' } as const;
const goods = { category: 'category', product: 'product_no' } as const;
const ordered = { ...customer, ...goods } as const;
const wanted = { ...ordered, stage: 'stage' } as const;

const booked = `status in ('confirmed', 'done') and is_cancelled is not true`;

export const factDefinitions: Readonly<Record<FactId, FactDefinition>> = {
  invoice: {
    id: 'invoice',
    table: 'fct_invoice_line',
    date: 'issued_on',
    columns: line,
    begins: 'invoice',
  },
  intake: {
    id: 'intake',
    table: 'fct_sales_order_line',
    date: 'ordered_on',
    where: booked,
    columns: { ...line, salesperson: 'salesperson_id' },
    begins: 'order',
  },
  buyer: {
    id: 'buyer',
    table: 'fct_sales_order_line',
    date: 'ordered_on',
    where: `${booked} and customer_no <> 0`,
    columns: { ...line, salesperson: 'salesperson_id' },
    begins: 'order',
  },
  promise: {
    id: 'promise',
    table: 'fct_sales_order_line',
    date: 'promised_on',
    where: 'is_due',
    columns: { ...line, salesperson: 'salesperson_id' },
    begins: 'order',
  },
  backlog: { id: 'backlog', table: 'mart_backlog_event', date: 'date_on', columns: ordered, begins: 'order' },
  open_order: {
    id: 'open_order',
    table: 'mart_backlog_event',
    date: 'date_on',
    columns: ordered,
    begins: 'order',
  },
  receivable: {
    id: 'receivable',
    table: 'mart_receivable_event',
    date: 'date_on',
    columns: customer,
    begins: 'receivable',
  },
  inventory: {
    id: 'inventory',
    table: 'mart_inventory_event',
    date: 'date_on',
    columns: goods,
    begins: 'stock',
    unplaced: true,
  },
  on_hand: {
    id: 'on_hand',
    table: 'mart_inventory_event',
    date: 'date_on',
    columns: goods,
    begins: 'stock',
    unplaced: true,
  },
  pipeline: {
    id: 'pipeline',
    table: 'mart_pipeline_line_event',
    date: 'date_on',
    columns: wanted,
    begins: 'opportunity',
  },
  pipeline_line: {
    id: 'pipeline_line',
    table: 'mart_pipeline_line_event',
    date: 'date_on',
    columns: wanted,
    begins: 'opportunity',
  },
  closed_opportunity: {
    id: 'closed_opportunity',
    table: 'fct_opportunity',
    date: 'closed_on',
    where: 'is_closed',
    columns: { ...customer, salesperson: 'owner_id' },
    begins: 'opportunity',
  },
  case: { id: 'case', table: 'mart_case_event', date: 'date_on', columns: customer, begins: 'case' },
  customer_event: {
    id: 'customer_event',
    table: 'mart_customer_event',
    date: 'date_on',
    columns: customer,
    begins: 'customer_event',
  },
  known_customer: { id: 'known_customer', table: 'mart_known_customer', date: 'date_on', columns: customer },
  stock: {
    id: 'stock',
    table: 'fct_stock_snapshot',
    date: 'date_on',
    columns: goods,
    begins: 'stock',
    unplaced: true,
  },
};
