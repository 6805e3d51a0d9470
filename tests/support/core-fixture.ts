import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { coreDdl } from './core-ddl.ts';
import { loadRows } from './load-rows.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

export type CoreValue = string | number | boolean | null;
export type CoreRow = Readonly<Record<string, CoreValue>>;
/** Small random core tables: NULL regions and channels, month ends, leap days, negative amounts, empty facts. */
export type CoreFixture = Readonly<Record<string, readonly CoreRow[]>>;

export const fixtureMembers = {
  region: ['East China', 'North China', 'Europe', null],
  channel: ['Direct', 'Web', 'Distributor', null],
  category: ['Valves', 'Pumps', 'Spare parts', null],
  stage: ['Prospecting', 'Proposal', 'Negotiation', null],
  currency: ['CNY', 'USD', null],
  salesperson: ['erp|u1', 'erp|u2', null],
} as const;

const salient = [
  '2023-02-28',
  '2023-03-01',
  '2023-12-31',
  '2024-01-01',
  '2024-01-31',
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2024-12-31',
  '2025-01-01',
  '2025-02-28',
  '2025-03-01',
];
const firstDay = Date.UTC(2023, 0, 10);
const span = 830;
const iso = (day: number): string => new Date(firstDay + day * 86_400_000).toISOString().slice(0, 10);
const anyDay = (random: SeededRandom): string =>
  random.chance(0.3) ? random.pick(salient) : iso(random.integer(span));
const later = (day: string, by: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
const money = (random: SeededRandom): string => {
  const units = random.integer(40_000_000) - (random.chance(0.15) ? 40_000_000 : 0);
  return (units / 10_000).toFixed(4);
};

/** `size` is the number of order lines; the other tables follow it. */
export function coreFixture(seed: number, size = 300): CoreFixture {
  const random = seededRandom(seed);
  const customers = 12;
  const products = 8;
  let line = 0;
  const lineage = (): CoreRow => {
    line += 1;
    return {
      _source: random.pick(['crm', 'erp']),
      _source_key: `k${line}`,
      _batch: `b${line % 5}`,
      _line: line,
    };
  };
  const market = (): CoreRow => ({
    region: random.pick(fixtureMembers.region),
    channel: random.pick(fixtureMembers.channel),
    customer_no: random.integer(customers),
  });
  const times = <T>(count: number, make: (at: number) => T): T[] =>
    Array.from({ length: count }, (_, at) => make(at));
  const event = (): CoreRow => ({ ...lineage(), ...market(), date_on: anyDay(random) });
  const goods = (): CoreRow => ({
    product_no: random.integer(products),
    category: random.pick(fixtureMembers.category),
    currency: random.pick(fixtureMembers.currency),
  });

  const orders = times(Math.ceil(size / 3), (at) => ({
    ...market(),
    order_id: `erp|o${at}`,
    order_number: `SO${at}`,
    ordered_on: anyDay(random),
    salesperson_id: random.pick(fixtureMembers.salesperson),
    status: random.pick(['confirmed', 'done', 'done', 'cancelled', 'quotation']),
  }));
  const orderLines = times(size, (at): CoreRow => {
    const order = random.pick(orders);
    const promised = random.chance(0.1) ? null : later(order.ordered_on, random.integer(60));
    const due = promised !== null && random.chance(0.8);
    return {
      ...lineage(),
      ...order,
      ...goods(),
      order_line_id: `erp|l${at}`,
      promised_on: promised,
      amount_base: money(random),
      is_cancelled: order.status === 'cancelled' || random.chance(0.05),
      is_due: due,
      is_otif: due ? random.chance(0.6) : random.chance(0.5) ? null : false,
    };
  });
  const invoiceLines = times(size, (at): CoreRow => {
    const known = random.chance(0.9);
    const amount = money(random);
    const cost = money(random);
    return {
      ...lineage(),
      ...market(),
      ...goods(),
      invoice_line_id: `erp|i${at}`,
      invoice_id: `erp|v${at >> 2}`,
      invoice_number: `INV${at >> 2}`,
      issued_on: anyDay(random),
      quantity: String(random.integer(90) - 15),
      amount_base: amount,
      cost_base: known ? cost : null,
      margin_base: known ? (Number(amount) - Number(cost)).toFixed(4) : null,
    };
  });
  const opportunities = times(Math.ceil(size / 4), (at): CoreRow => {
    const closed = random.chance(0.6);
    return {
      ...lineage(),
      ...market(),
      opportunity_id: `crm|p${at}`,
      name: `Opportunity ${at}`,
      owner_id: random.pick(fixtureMembers.salesperson),
      stage: random.pick(fixtureMembers.stage),
      currency: 'USD',
      amount: `${at}.5`,
      amount_base: money(random),
      created_on: anyDay(random),
      is_closed: closed,
      is_won: closed && random.chance(0.4),
      closed_on: closed ? anyDay(random) : null,
    };
  });
  const pipeline = times(size, (): CoreRow => ({
    ...event(),
    opportunity_id: `crm|p${random.integer(Math.ceil(size / 4))}`,
    stage: random.pick(fixtureMembers.stage),
    delta_base: money(random),
    weighted_delta_base: money(random),
  }));
  return {
    dim_golden_customer: times(customers, (at) => ({
      golden_id: at === 0 ? 'unknown' : `gc_${at}`,
      customer_no: at,
      name: at === 0 ? 'Unknown' : `Customer ${at}`,
      kind: at === 0 ? null : random.pick(['company', 'person', null]),
      email: `c${at}@example.test`,
      phone: `+86 10 0000 00${at}`,
      region: random.pick(fixtureMembers.region),
      channel: random.pick(fixtureMembers.channel),
      record_count: 1,
    })),
    dim_product: times(products, (at) => ({
      product_key: at,
      product_id: `erp|g${at}`,
      product_no: at,
      code: `P-${at}`,
      name: `Product ${at}`,
      name_zh: at % 2 ? `产品${at}` : null,
      category: random.pick(fixtureMembers.category),
      is_current: true,
      is_listed: true,
    })),
    // Numbers 3 and 4 are one product, led by 4; number 0 and the last are of no product that is known.
    dim_golden_product: times(products - 2, (at) => at + 1)
      .filter((at) => at !== 3)
      .map((at) => ({ golden_product_id: `gi_${at}`, product_no: at, name: `Good ${at}`, name_zh: null })),
    mart_product_standing: times(products - 2, (at) => ({
      product_no: at + 1,
      golden_product: at + 1 === 3 ? 4 : at + 1,
      product_systems: ['both', 'crm', 'erp', null][at % 4] ?? null,
    })),
    dim_employee: ['erp|u1', 'erp|u2'].map((employee_id, at) => ({
      employee_id,
      name: `Seller ${at}`,
      role: 'sales',
    })),
    fct_sales_order_line: orderLines,
    fct_invoice_line: invoiceLines,
    fct_invoice: times(Math.ceil(size / 4), (at) => ({
      ...lineage(),
      ...market(),
      invoice_id: `erp|v${at}`,
      number: `INV${at}`,
      issued_on: anyDay(random),
      due_on: anyDay(random),
      currency: 'EUR',
      total: `${at}.25`,
      total_base: money(random),
    })),
    fct_opportunity: opportunities,
    fct_case: times(Math.ceil(size / 8), (at) => ({
      ...lineage(),
      ...market(),
      case_id: `crm|s${at}`,
      number: `${at}`,
      opened_on: anyDay(random),
      subject: `Call from person ${at}`,
      status: 'open',
    })),
    fct_stock_move: times(size, () => ({
      ...lineage(),
      region: null,
      channel: null,
      product_no: random.integer(products),
      moved_on: anyDay(random),
      status: random.pick(['done', 'planned']),
      quantity: '1',
    })),
    fct_stock_snapshot: times(size, () => ({
      ...event(),
      ...goods(),
      region: null,
      channel: null,
      customer_no: null,
      is_stock_out: random.chance(0.2),
    })),
    mart_backlog_event: times(size, () => ({
      ...event(),
      ...goods(),
      order_line_id: `erp|l${random.integer(size)}`,
      delta_base: money(random),
      delta_quantity: String(random.integer(60) - 20),
    })),
    mart_receivable_event: times(size, () => ({
      ...event(),
      invoice_id: `erp|v${random.integer(Math.ceil(size / 4))}`,
      delta_base: money(random),
      overdue_delta_base: random.chance(0.5) ? money(random) : '0',
    })),
    mart_inventory_event: times(size, () => ({
      ...event(),
      ...goods(),
      region: null,
      channel: null,
      customer_no: null,
      delta_base: money(random),
      delta_quantity: String(random.integer(60) - 20),
    })),
    mart_pipeline_event: pipeline,
    mart_pipeline_line_event: pipeline.flatMap((row) => shares(row, random)),
    mart_case_event: times(size, () => ({
      ...event(),
      case_id: `crm|s${random.integer(Math.ceil(size / 8))}`,
      delta_open: random.pick([1, 1, -1]),
    })),
    // Number 11 has no row: a customer of whom nothing is known has NULL in every attribute.
    mart_customer_standing: times(customers - 1, (at) => ({
      customer_no: at,
      region: random.pick(fixtureMembers.region),
      channel: random.pick(fixtureMembers.channel),
      paying_behaviour: random.pick(['prompt', 'slow', 'late', null]),
      delivery_performance: random.pick(['good', 'fair', 'poor', null]),
      service_risk: random.pick(['none', 'none', 'open_case', 'late_order', 'both']),
      systems: random.pick(['crm', 'erp', 'both']),
      first_campaign: random.pick(['Fair', 'Mailing', null]),
      lead_source: random.pick(['Web', 'Trade Show', null]),
    })),
    mart_known_customer: times(customers, (at) => ({ ...event(), customer_no: at, delta: 1 })),
    mart_customer_event: times(size, () => ({
      ...event(),
      kind: random.pick(['new', 'lost', 'returned']),
      delta: 1,
    })),
  };
}

/** The row of an opportunity as the rows of its products: two, which add up to it, or the whole of one. */
function shares(row: CoreRow, random: SeededRandom): CoreRow[] {
  const goods = (): CoreRow => ({
    product_no: random.integer(8),
    category: random.pick(fixtureMembers.category),
    delta_quantity: String(random.integer(40) - 10),
  });
  if (random.chance(0.5)) return [{ ...row, ...goods() }];
  const part = money(random);
  const rest = (name: string): string => (Number(row[name]) - Number(part)).toFixed(4);
  return [
    { ...row, ...goods(), delta_base: part, weighted_delta_base: part },
    {
      ...row,
      ...goods(),
      delta_base: rest('delta_base'),
      weighted_delta_base: rest('weighted_delta_base'),
    },
  ];
}

const rollupDir = join(import.meta.dirname, '../../pipelines/models/rollups');

/** Creates the core tables, fills them and builds every roll-up from its model. Gives the names of all tables. */
export async function loadCoreFixture(warehouse: Warehouse, fixture: CoreFixture): Promise<string[]> {
  for (const [table, ddl] of Object.entries(coreDdl))
    await loadRows(warehouse, table, ddl, fixture[table] ?? []);
  return [...Object.keys(coreDdl), ...(await buildRollups(warehouse))];
}

export async function buildRollups(warehouse: Warehouse): Promise<string[]> {
  const files = readdirSync(rollupDir)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  for (const file of files)
    await warehouse.run(
      `create or replace table ${file.slice(0, -4)} as ${readFileSync(join(rollupDir, file), 'utf8')}`,
    );
  return files.map((file) => file.slice(0, -4));
}
