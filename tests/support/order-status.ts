import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWarehouse } from '../../src/warehouse/open.ts';
import { generationFile, writePointer } from '../../src/warehouse/pointer.ts';

/** Columns of the order's row that the feed reads, and the opportunity it is tied to. */
export interface TestOrder {
  readonly order_id: string;
  readonly order_number: string;
  readonly customer_id: string;
  readonly customer_po: string | null;
  readonly source_status: string;
  readonly state: string;
  readonly is_open: boolean;
  readonly is_incomplete: boolean;
  readonly is_short_closed: boolean;
  readonly days_late: number;
  readonly cause: string | null;
  readonly ordered_on: string;
  readonly promised_on: string | null;
  readonly expected_on: string | null;
  readonly last_shipped_on: string | null;
  readonly quantity_ordered: number;
  /** Of the quantity ordered what can ship: all of it where nothing is said. */
  readonly quantity_to_ship: number;
  readonly quantity_shipped: number;
  readonly is_service: boolean;
  readonly quantity_invoiced: number;
  readonly last_event: string;
  readonly last_event_on: string;
  readonly opportunity?: readonly [id: string, confidence: number];
}

/** An order of 100 pieces that is confirmed, on time and not shipped, but for what is said. */
export const order = (number: number, news: Partial<TestOrder> = {}): TestOrder => ({
  order_id: `erp|${String(number)}`,
  order_number: `SO${String(number).padStart(4, '0')}`,
  customer_id: 'erp|C1',
  customer_po: null,
  source_status: 'confirmed',
  state: 'confirmed',
  is_open: true,
  is_incomplete: false,
  is_short_closed: false,
  days_late: 0,
  cause: 'not_yet_due',
  ordered_on: '2026-06-01',
  promised_on: '2026-06-20',
  expected_on: '2026-06-20',
  last_shipped_on: null,
  quantity_ordered: 100,
  quantity_to_ship: 100,
  quantity_shipped: 0,
  is_service: false,
  quantity_invoiced: 0,
  last_event: 'ordered',
  last_event_on: '2026-06-01',
  ...news,
});

const columns = `order_id varchar, order_number varchar, customer_id varchar, customer_po varchar, source_status varchar,
  state varchar, is_open boolean, is_incomplete boolean, is_short_closed boolean, days_late integer, cause varchar, ordered_on date, promised_on date,
  expected_on date, last_shipped_on date, quantity_ordered decimal(18,4), quantity_to_ship decimal(18,4), quantity_shipped decimal(18,4), is_service boolean,
  quantity_invoiced decimal(18,4), last_event varchar, last_event_on date`;

export interface StatusGeneration {
  readonly generation: string;
  readonly orders: readonly TestOrder[];
  /** Customer record → the golden customer it belongs to. */
  readonly identity?: Readonly<Record<string, string>>;
  /** Opportunities that are known beside those that orders are tied to. */
  readonly opportunities?: readonly string[];
  /** Customer records that are no more or archived. */
  readonly gone?: Readonly<Record<string, { readonly is_active: boolean; readonly merged_into_id?: string }>>;
}

/** Publishes a generation that holds nothing but what the status feed reads. */
export async function publishStatus(
  dir: string,
  { generation, orders, identity = {}, opportunities = [], gone = {} }: StatusGeneration,
): Promise<void> {
  const warehouseDir = join(dir, 'warehouse');
  mkdirSync(warehouseDir, { recursive: true });
  const path = generationFile(warehouseDir, generation);
  rmSync(path, { force: true });
  const file = await openWarehouse({ path, threads: 1 });
  await file.run(
    `create table meta_generation as select '${generation}' as generation, date '2026-06-30' as as_of`,
  );
  await file.run(`create table mart_order_status (${columns})`);
  await file.run('create table bridge_golden_record (customer_id varchar, golden_id varchar)');
  await file.run(
    'create table dim_customer (customer_id varchar, is_current boolean, is_active boolean, merged_into_id varchar)',
  );
  await file.run(
    'create table bridge_opportunity_order (opportunity_id varchar, order_id varchar, confidence decimal(3,2))',
  );
  await file.run('create table fct_opportunity (opportunity_id varchar)');
  const tied = orders.flatMap(({ opportunity }) => (opportunity ? [opportunity[0]] : []));
  for (const id of new Set([...tied, ...opportunities]))
    await file.run('insert into fct_opportunity values ($1)', [id]);
  for (const { opportunity, ...row } of orders) {
    const values = Object.values(row);
    const places = values.map((_value, at) => `$${String(at + 1)}`);
    await file.run(`insert into mart_order_status values (${places.join(', ')})`, values);
    if (opportunity)
      await file.run('insert into bridge_opportunity_order values ($1, $2, $3::decimal(3,2))', [
        opportunity[0],
        row.order_id,
        String(opportunity[1]),
      ]);
  }
  for (const pair of Object.entries(identity))
    await file.run('insert into bridge_golden_record values ($1, $2)', pair);
  for (const customer of Object.keys(identity)) {
    const { is_active: isActive, merged_into_id: mergedInto = null } = gone[customer] ?? { is_active: true };
    await file.run('insert into dim_customer values ($1, true, $2::boolean, $3::varchar)', [
      customer,
      isActive,
      mergedInto,
    ]);
    // As it was before: a version that is no longer current says nothing.
    await file.run('insert into dim_customer values ($1, false, not $2::boolean, null)', [
      customer,
      isActive,
    ]);
  }
  await file.run('checkpoint');
  file.close();
  writePointer(warehouseDir, { generation, builtAt: '2026-06-30T00:00:00.000Z' });
}

/** A workspace with one source to write to, beside an ERP of files. */
export function statusWorkspace(dir: string, source: string): void {
  mkdirSync(dir, { recursive: true });
  writeFileSync(
    join(dir, 'tandem.yaml'),
    `name: Pumps\nbase_currency: USD\ntime_zone: UTC\nsources:\n  - ${source}\n  - { id: erp, system: odoo }\n`,
  );
}
