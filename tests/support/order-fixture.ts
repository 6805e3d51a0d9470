import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { orderCauses, orderStates } from '../../src/contract/order-words.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { fixtureMembers, type CoreFixture, type CoreRow } from './core-fixture.ts';
import { customerCount, customerFixture, loadCustomerFixture } from './customer-fixture.ts';
import { loadRows } from './load-rows.ts';
import { addLeads, type Tables } from './order-leads.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';

const market = 'region varchar, channel varchar, customer_no integer';
const source = '_source varchar, _source_key varchar, _batch varchar, _line bigint';
const money = 'decimal(18,4)';

const ddl: Readonly<Record<string, string>> = {
  dim_product:
    'product_key bigint, product_id varchar, product_no integer, code varchar, name varchar, name_zh varchar, category varchar, uom varchar, lead_time_days integer, is_current boolean, is_listed boolean',
  mart_order_status: `${source}, ${market}, order_id varchar, order_number varchar, customer_po varchar, salesperson_id varchar, source_status varchar, state varchar, is_booked boolean, is_open boolean, is_late boolean, days_late integer, cause varchar, ordered_on date, requested_on date, promised_on date, next_promised_on date, expected_on date, last_shipped_on date, quantity_ordered ${money}, quantity_to_ship ${money}, quantity_shipped ${money}, quantity_open ${money}, quantity_invoiced ${money}, currency varchar, amount ${money}, amount_base ${money}, line_count integer, is_incomplete boolean, missing_base ${money}, missing_amount ${money}, open_base ${money}, open_amount ${money}, invoiced_base ${money}, unrated_count integer, invoiced_amount ${money}, paid_base ${money}, paid_amount ${money}, receivable_base ${money}, receivable_amount ${money}, is_refund_due boolean, is_to_invoice boolean, is_shipped_though_cancelled boolean, is_unpaid_though_cancelled boolean, is_short_closed boolean, is_service boolean, is_invoice_shared boolean`,
  mart_order_line_status: `${source}, ${market}, order_line_id varchar, order_id varchar, line_no integer, product_no integer, state varchar, is_open boolean, is_late boolean, is_service boolean, is_short_closed boolean, days_late integer, cause varchar, requested_on date, promised_on date, expected_on date, available_on date, scheduled_on date, last_shipped_on date, quantity ${money}, quantity_shipped ${money}, quantity_open ${money}, quantity_invoiced ${money}, quantity_from_stock ${money}, quantity_covered ${money}, supply_kind varchar, supply_number varchar, amount_base ${money}`,
  mart_supply_allocation: `region varchar, channel varchar, demand_id varchar, kind varchar, order_id varchar, product_no integer, supply_id varchar`,
  mart_supply_expected: `supply_id varchar, kind varchar, number varchar, product_no integer, status varchar, quantity ${money}, promised_on date, expected_on date, rule varchar, days_late integer`,
  mart_available_to_promise: `product_no integer, date_on date, available ${money}, lead_time_on date`,
  mart_settled_invoice: 'invoice_id varchar',
  fct_work_order: `work_order_id varchar, number varchar, product_no integer, quantity_planned ${money}, quantity_done ${money}, quantity_scrap ${money}, planned_start_on date, planned_end_on date, started_on date, finished_on date, status varchar`,
  mart_thread_document: `${market}, thread_id varchar, kind varchar, document_id varchar, number varchar, title varchar, state varchar, event_on date, due_on date, currency varchar, amount ${money}, amount_base ${money}, quantity ${money}, product_no integer, _source varchar`,
  bridge_transaction_thread: `region varchar, channel varchar, thread_id varchar, thread_kind varchar, from_kind varchar, from_id varchar, to_kind varchar, to_id varchar, rule varchar, confidence decimal(3,2), gap varchar`,
};

export const orderCount = 60;
/** Opportunities without an order. */
export const opportunityCount = 24;
export const orderAsOf = '2025-03-01';

const dayFrom = (days: number): string =>
  new Date(Date.parse(orderAsOf) + days * 86_400_000).toISOString().slice(0, 10);

/** The customers of `customerFixture` with orders whose documents lie in several regions and channels. */
export function orderFixture(seed: number, size = 160): CoreFixture {
  const random = seededRandom(seed + 1);
  const core = customerFixture(seed, size);
  const tables: Tables = Object.fromEntries(Object.keys(ddl).map((table) => [table, []]));
  const products = 8;
  tables['dim_product'] = (core['dim_product'] ?? []).map((row, at) => ({
    ...row,
    uom: 'pcs',
    lead_time_days: at * 3,
  }));
  for (let product_no = 1; product_no < products; product_no++) {
    tables['mart_supply_expected']?.push({
      supply_id: `stock|${product_no}`,
      kind: 'stock',
      product_no,
      quantity: `${random.integer(80)}`,
      expected_on: orderAsOf,
      rule: 'on_hand',
      days_late: 0,
    });
    for (const [on, available] of [
      [0, random.integer(9)],
      [9, 10 + random.integer(20)],
    ] as const)
      tables['mart_available_to_promise']?.push({
        product_no,
        date_on: dayFrom(on),
        available: `${available}`,
        lead_time_on: dayFrom(30),
      });
  }
  for (let at = 0; at < 12; at++) addWorkOrder(tables, random, at);
  for (let at = 0; at < orderCount; at++) addOrder(tables, random, at);
  for (let at = 0; at < opportunityCount; at++) addOpportunity(tables, random, at);
  addLeads(tables, dayFrom);
  tables['mart_settled_invoice'] = (core['fct_invoice'] ?? [])
    .filter(({ status }) => status === 'overdue' && random.chance(0.3))
    .map(({ invoice_id = null }) => ({ invoice_id }));
  return { ...core, ...tables };
}

function addWorkOrder(tables: Tables, random: SeededRandom, at: number): void {
  const isDone = random.chance(0.4);
  const number = `MO/00${at + 10}`;
  const product_no = 1 + random.integer(7);
  const quantity_planned = `${10 + random.integer(50)}`;
  tables['fct_work_order']?.push({
    work_order_id: `erp|w${at}`,
    number,
    product_no,
    quantity_planned,
    quantity_done: isDone ? quantity_planned : `${random.integer(9)}`,
    planned_start_on: dayFrom(-20),
    planned_end_on: dayFrom(random.integer(9) - 4),
    status: isDone ? 'done' : random.pick(['planned', 'released', 'started']),
  });
  if (!isDone)
    tables['mart_supply_expected']?.push({
      supply_id: `erp|w${at}`,
      kind: 'work_order',
      number,
      product_no,
      status: 'started',
      quantity: quantity_planned,
      promised_on: dayFrom(-2),
      expected_on: dayFrom(4),
      rule: 'further_delay',
      days_late: 6,
    });
}

function addOrder(tables: Tables, random: SeededRandom, at: number): void {
  const order_id = `erp|o${at}`;
  const place = (): { region: string | null; channel: string | null } => ({
    region: random.pick(fixtureMembers.region),
    channel: random.pick(fixtureMembers.channel),
  });
  const own = { ...place(), customer_no: random.integer(customerCount) };
  const elsewhere = () => (random.chance(0.25) ? { ...own, ...place() } : own);
  const lineage = { _source: 'erp', _source_key: `o${at}`, _batch: `b${at % 5}`, _line: 70_000 + at };
  const isQuote = random.chance(0.12);
  const isOpen = !isQuote && random.chance(0.5);
  const days_late = isOpen && random.chance(0.5) ? 1 + random.integer(20) : 0;
  const promised_on = dayFrom(days_late > 0 ? -days_late : random.integer(14));
  const customer_po = random.pick([`PO-00${at}`, `=1+${at}`, `Bestellung ${at}/b`, null]);
  const workOrder = `erp|w${random.integer(12)}`;
  const cause = days_late > 0 ? random.pick(orderCauses) : isOpen ? 'not_yet_due' : null;
  const supply = random.pick(['stock', 'work_order', 'none'] as const);
  const supply_number = supply === 'work_order' ? `MO/00${Number(workOrder.slice(5)) + 10}` : null;
  tables['mart_order_status']?.push({
    ...lineage,
    ...own,
    order_id,
    order_number: `SO0000${at}`,
    customer_po,
    salesperson_id: random.pick(fixtureMembers.salesperson),
    source_status: isQuote ? 'quotation' : 'confirmed',
    state: isQuote
      ? 'quoted'
      : isOpen
        ? random.pick(['confirmed', 'in_production', 'partly_shipped'])
        : random.pick(orderStates.slice(5, 9)),
    is_booked: !isQuote,
    is_open: isOpen,
    is_late: days_late > 0,
    days_late,
    cause,
    ordered_on: dayFrom(-random.integer(200)),
    promised_on,
    next_promised_on: isOpen ? promised_on : null,
    expected_on: isOpen && random.chance(0.9) ? dayFrom(random.integer(20)) : null,
    quantity_ordered: '20',
    quantity_to_ship: '20',
    quantity_shipped: isOpen ? '8' : '20',
    is_service: false,
    quantity_open: isOpen ? '12' : '0',
    quantity_invoiced: '8',
    currency: 'EUR',
    amount: '100',
    amount_base: `${100 + at}`,
    open_base: isOpen ? `${random.integer(9_000)}` : '0',
    open_amount: isOpen ? '60' : '0',
    ...(at % 2 === 0 ? { invoiced_base: '317.5', paid_base: '200.25', receivable_base: '117.25' } : {}),
    ...(at % 4 === 0 ? { invoiced_amount: '40.7', paid_amount: '25.67', receivable_amount: '15.03' } : {}),
    unrated_count: at % 8 === 2 ? 1 : 0,
    line_count: 2,
    is_incomplete: at % 6 === 1,
    missing_base: at % 12 === 1 ? `${at}.5` : null,
    missing_amount: at % 12 === 1 ? '7.25' : null,
    is_refund_due: !isOpen && at % 4 === 0,
    is_to_invoice: at % 3 === 0,
    is_shipped_though_cancelled: at % 10 === 3,
    is_unpaid_though_cancelled: at % 10 === 4,
    is_short_closed: !isOpen && at % 10 === 5,
    is_invoice_shared: false,
  });
  for (let line = 0; line < 1 + random.integer(3); line++) {
    const order_line_id = `erp|l${at}-${line}`;
    tables['mart_order_line_status']?.push({
      ...lineage,
      ...own,
      order_line_id,
      order_id,
      line_no: line + 1,
      product_no: 1 + random.integer(7),
      state: isQuote ? 'quoted' : 'confirmed',
      is_open: isOpen,
      is_late: days_late > 0,
      days_late: Math.max(0, days_late - line),
      cause,
      promised_on,
      expected_on: isOpen && random.chance(0.9) ? dayFrom(5) : null,
      available_on: dayFrom(4),
      scheduled_on: cause === 'scheduled' ? dayFrom(5) : null,
      quantity: '10',
      quantity_shipped: '4',
      is_service: false,
      is_short_closed: false,
      quantity_open: isOpen ? '6' : '0',
      quantity_invoiced: '4',
      quantity_from_stock: '2',
      quantity_covered: random.chance(0.7) ? '6' : '3',
      supply_kind: isOpen ? supply : null,
      supply_number: isOpen ? supply_number : null,
      amount_base: '50',
    });
    if (isOpen)
      tables['mart_supply_allocation']?.push({
        ...own,
        demand_id: order_line_id,
        kind: 'order_line',
        order_id,
        product_no: 1,
        supply_id: supply === 'none' ? null : supply === 'stock' ? 'stock|1' : workOrder,
      });
  }

  const document = (kind: string, document_id: string, row: CoreRow): string => {
    tables['mart_thread_document']?.push({
      thread_id: order_id,
      kind,
      document_id,
      ...own,
      event_on: dayFrom(-random.integer(60)),
      _source: document_id.split('|')[0] ?? '',
      ...row,
    });
    return document_id;
  };
  const tie = (from: string, fromId: string, to: string, toId: string | null, row: CoreRow = {}): void => {
    tables['bridge_transaction_thread']?.push({
      thread_id: order_id,
      thread_kind: 'order',
      ...own,
      from_kind: from,
      from_id: fromId,
      to_kind: to,
      to_id: toId,
      rule: 'explicit_ref',
      confidence: '1',
      ...row,
    });
  };
  const kind = isQuote ? 'quote' : 'order';
  document(kind, order_id, { number: `SO0000${at}`, title: customer_po });
  if (random.chance(0.5)) {
    const id = document('opportunity', `crm|p${at}`, {
      ...elsewhere(),
      number: `p${at}`,
      title: random.pick([`Pumps for hall ${at}`, `华东泵业 ${at} 号`]),
    });
    tie('opportunity', id, kind, order_id, {
      rule: 'amount_and_time',
      confidence: '0.8',
      gap: 'opportunity_not_referenced',
    });
  }
  if (!isQuote && supply === 'work_order') {
    document('work_order', workOrder, { number: supply_number });
    tie(kind, order_id, 'work_order', workOrder, { rule: 'product_and_time', confidence: '0.6' });
  }
  if (!isQuote && random.chance(0.7)) {
    const shipment = document('shipment', `erp|OUT/00${at}`, { ...elsewhere(), number: `OUT/00${at}` });
    tie(kind, order_id, 'shipment', shipment);
    if (random.chance(0.7)) {
      const invoice = document('invoice', `erp|i${at}`, {
        ...elsewhere(),
        number: `INV/25/00${at}`,
        currency: 'EUR',
        amount: '1.15',
        amount_base: '9',
      });
      tie('shipment', shipment, 'invoice', invoice, { rule: 'order_and_time', confidence: '0.9' });
      if (random.chance(0.5))
        tie('invoice', invoice, 'payment', document('payment', `erp|pay_00${at}`, elsewhere()));
    } else
      tie('shipment', shipment, 'invoice', null, {
        rule: 'missing',
        confidence: '0',
        gap: 'shipment_without_invoice',
      });
  }
  if (random.chance(0.4)) {
    const id = document('case', `crm|s${at}`, {
      ...elsewhere(),
      number: `000${at}`,
      title: `Call from person ${at}`,
    });
    tie(kind, order_id, 'case', id, { rule: 'order_ref', confidence: '0.95' });
  }
}

function addOpportunity(tables: Tables, random: SeededRandom, at: number): void {
  const id = `crm|u9100${at}`;
  const own = {
    region: random.pick(fixtureMembers.region),
    channel: random.pick(fixtureMembers.channel),
    customer_no: random.integer(customerCount),
  };
  tables['mart_thread_document']?.push({
    ...own,
    thread_id: id,
    kind: 'opportunity',
    document_id: id,
    number: `u9100${at}`,
    title: random.pick([`Valves for plant ${at}`, `华东泵业 ${at} 期`]),
    state: 'Proposal',
    event_on: dayFrom(-random.integer(90)),
    due_on: dayFrom(random.integer(60)),
    currency: 'USD',
    amount: `${200 + at}`,
    amount_base: `${1_000 + at}`,
    _source: 'crm',
  });
  const gap = random.pick(['no_order_yet', 'won_no_order_yet', 'won_without_order', null]);
  if (gap !== null)
    tables['bridge_transaction_thread']?.push({
      region: own.region,
      channel: own.channel,
      thread_id: id,
      thread_kind: 'opportunity',
      from_kind: 'opportunity',
      from_id: id,
      to_kind: 'order',
      to_id: null,
      rule: 'missing',
      confidence: '0',
      gap,
    });
}

const modelOf = (table: string): string =>
  readFileSync(join(import.meta.dirname, `../../pipelines/models/marts/${table}.sql`), 'utf8');

/** Creates the tables of customers and orders. */
export async function loadOrderFixture(warehouse: Warehouse, fixture: CoreFixture): Promise<void> {
  await loadCustomerFixture(warehouse, fixture);
  await loadOrderTables(warehouse, fixture);
}

/** Creates the tables of orders alone; the numbers are made by their model. */
export async function loadOrderTables(warehouse: Warehouse, fixture: CoreFixture): Promise<void> {
  for (const [table, columns] of Object.entries(ddl))
    await loadRows(warehouse, table, columns, fixture[table] ?? []);
  await warehouse.run(`create table if not exists fct_lead (lead_id varchar, source varchar)`);
  for (const table of ['mart_order_number', 'mart_unordered_opportunity'])
    await warehouse.run(`create or replace table ${table} as ${modelOf(table)}`);
}
