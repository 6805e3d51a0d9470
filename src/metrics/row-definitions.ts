import type { FactId } from './fact-definitions.ts';
import type { MetricId } from './metric-definitions.ts';
import type { ResultColumn } from './result-columns.ts';

/** A column of the rows behind a number. `t` is the fact (or the open balance), `d` the document, `c` and `p` customer and product. */
export interface RowColumn {
  readonly name: string;
  readonly sql: string;
  readonly type: ResultColumn['type'];
  /** Shown only to those who may see this metric. */
  readonly shownWith?: MetricId;
  /** SQL, true where the value names or quotes a natural person. */
  readonly personal?: string;
}

export interface RowDefinition {
  /** For a balance: what is open at the window's end, one row a document, and the table of those documents. */
  readonly open?: { readonly entity: string; readonly document: string; readonly by?: readonly string[] };
  /** Stock comes from many movements: its origin is the newest movement of the product before the window's end, as `d`. */
  readonly moved?: true;
  /** [ROWS-4] Sources whose stages are not known at the window's end are joined as `h`. */
  readonly staged?: true;
  readonly columns: readonly RowColumn[];
  /** The newest first, then by key: pages never overlap. */
  readonly order: readonly string[];
}

const text = (name: string, sql = `t.${name}`): RowColumn => ({ name, sql, type: 'text' });
const date = (name: string, sql = `t.${name}`): RowColumn => ({ name, sql, type: 'date' });
const yesNo = (name: string, sql = `t.${name}`): RowColumn => ({ name, sql, type: 'boolean' });
const number = (name: string, sql = `t.${name}`): RowColumn => ({
  name,
  sql: `(${sql})::double`,
  type: 'number',
});
const margin = (name: string): RowColumn => ({ ...number(name), shownWith: 'gross_margin' });
const customer: RowColumn = {
  name: 'customer',
  sql: 'c.name',
  type: 'text',
  personal: `c.kind is distinct from 'company' and c.customer_no <> 0`,
};
/** [POLICY-5] An opportunity is named after its customer. */
const opportunity = (sql: string): RowColumn => ({
  ...text('opportunity', sql),
  personal: `c.kind is distinct from 'company'`,
});
const product = [text('product_code', 'p.code'), text('product', 'p.name')];
/** What the events of an opportunity say of it besides its amount. */
const state = ['stage', 'probability', '_source'];
/** [ROWS-4] What an opportunity was in on the window's last day; NULL where its source did not record it. */
const recorded = (name: string): string => `case when h.source is null then t.${name} end`;
const market = [text('region'), text('channel')];

const orderLine: RowDefinition = {
  columns: [
    text('order_number'),
    text('customer_po'),
    date('ordered_on'),
    date('promised_on'),
    customer,
    ...product,
    text('category'),
    ...market,
    number('quantity'),
    number('unit_price'),
    text('currency'),
    number('amount'),
    number('amount_base'),
    text('status'),
  ],
  order: ['t.ordered_on desc', 't.order_line_id'],
};

export const rowDefinitions: Readonly<Record<FactId, RowDefinition>> = {
  invoice: {
    columns: [
      text('invoice_number'),
      text('kind'),
      date('issued_on'),
      customer,
      ...product,
      text('category'),
      ...market,
      number('quantity'),
      text('currency'),
      number('amount'),
      number('amount_base'),
      margin('cost_base'),
      margin('margin_base'),
    ],
    order: ['t.issued_on desc', 't.invoice_line_id'],
  },
  intake: orderLine,
  buyer: orderLine,
  promise: {
    columns: [
      text('order_number'),
      date('promised_on'),
      date('shipped_on'),
      customer,
      ...product,
      ...market,
      number('quantity'),
      number('qty_delivered'),
      number('amount_base'),
      yesNo('is_on_time'),
      yesNo('is_in_full'),
      yesNo('is_otif'),
    ],
    order: ['t.promised_on desc', 't.order_line_id'],
  },
  backlog: {
    open: { entity: 'order_line_id', document: 'fct_sales_order_line' },
    columns: [
      text('order_number', 'd.order_number'),
      date('ordered_on', 'd.ordered_on'),
      date('promised_on', 'd.promised_on'),
      customer,
      ...product,
      ...market,
      number('quantity', 'd.quantity'),
      number('qty_delivered', 'd.qty_delivered'),
      number('open_base', 't.value'),
    ],
    order: ['t.value desc', 't.order_line_id'],
  },
  open_order: {
    open: { entity: 'order_line_id', document: 'fct_sales_order_line', by: ['product_no'] },
    columns: [
      text('order_number', 'd.order_number'),
      date('ordered_on', 'd.ordered_on'),
      date('promised_on', 'd.promised_on'),
      customer,
      ...product,
      ...market,
      number('quantity', 'd.quantity'),
      number('open_quantity', 't.value'),
    ],
    order: ['t.value desc', 't.order_line_id'],
  },
  receivable: {
    open: { entity: 'invoice_id', document: 'fct_invoice' },
    columns: [
      text('invoice_number', 'd.number'),
      date('issued_on', 'd.issued_on'),
      date('due_on', 'd.due_on'),
      customer,
      ...market,
      number('total_base', 'd.total_base'),
      number('open_base', 't.value'),
    ],
    order: ['t.value desc', 't.invoice_id'],
  },
  inventory: {
    open: { entity: 'product_no', document: 'fct_stock_move' },
    moved: true,
    columns: [...product, text('category', 'p.category'), number('value_base', 't.value')],
    order: ['t.value desc', 't.product_no'],
  },
  on_hand: {
    open: { entity: 'product_no', document: 'fct_stock_move' },
    moved: true,
    columns: [...product, text('category', 'p.category'), number('on_hand', 't.value')],
    order: ['t.value desc', 't.product_no'],
  },
  pipeline_line: {
    open: { entity: 'opportunity_id', document: 'fct_opportunity', by: [...state, 'product_no'] },
    staged: true,
    columns: [
      opportunity('d.name'),
      customer,
      ...product,
      text('stage', recorded('stage')),
      ...market,
      date('close_on', 'd.close_on'),
      number('probability', recorded('probability')),
      number('open_quantity', 't.value'),
    ],
    order: ['t.value desc', 't.opportunity_id', 't.product_no'],
  },
  pipeline: {
    open: { entity: 'opportunity_id', document: 'fct_opportunity', by: state },
    staged: true,
    columns: [
      opportunity('d.name'),
      customer,
      text('stage', recorded('stage')),
      ...market,
      date('created_on', 'd.created_on'),
      date('close_on', 'd.close_on'),
      number('probability', recorded('probability')),
      number('open_base', 't.value'),
    ],
    order: ['t.value desc', 't.opportunity_id'],
  },
  closed_opportunity: {
    columns: [
      opportunity('t.name'),
      customer,
      text('stage'),
      ...market,
      date('created_on'),
      date('closed_on'),
      yesNo('is_won'),
      number('amount_base'),
    ],
    order: ['t.closed_on desc', 't.opportunity_id'],
  },
  case: {
    open: { entity: 'case_id', document: 'fct_case' },
    columns: [
      text('case_id'),
      { ...text('subject', 'd.subject'), personal: 'true' },
      date('opened_on', 'd.opened_on'),
      text('priority', 'd.priority'),
      text('status', 'd.status'),
      customer,
      ...market,
    ],
    order: ['d.opened_on desc', 't.case_id'],
  },
  customer_event: {
    columns: [customer, text('kind'), date('date_on'), ...market],
    order: ['t.date_on desc', 't.customer_no'],
  },
  known_customer: {
    open: { entity: 'customer_no', document: 'mart_known_customer' },
    columns: [customer, date('date_on', 'd.date_on'), ...market],
    order: ['d.date_on desc', 't.customer_no'],
  },
  stock: {
    moved: true,
    columns: [date('date_on'), ...product, text('category'), text('location_id'), number('on_hand')],
    order: ['t.date_on desc', 't.product_no', 't.location_id'],
  },
};
