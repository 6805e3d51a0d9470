import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OrderStatus } from '../../pipelines/write-back/order-status.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import { generationFile, writePointer } from '../../src/warehouse/pointer.ts';

/** An order that is confirmed, on time and not shipped, but for what is said. */
export const order = (number: number, news: Partial<OrderStatus> = {}): OrderStatus => ({
  order_id: `erp|${String(number)}`,
  order_number: `SO${String(number).padStart(4, '0')}`,
  customer_id: 'erp|C1',
  customer_po: null,
  opportunity_id: null,
  state: 'confirmed',
  ordered_on: '2026-06-01',
  promised_on: '2026-06-20',
  expected_on: '2026-06-20',
  late_days: 0,
  late_cause: null,
  shipped_share: 0,
  invoiced_share: 0,
  last_event: null,
  last_event_on: null,
  ...news,
});

const columns = `order_id varchar, order_number varchar, customer_id varchar, customer_po varchar, opportunity_id varchar,
  state varchar, ordered_on date, promised_on date, expected_on date, late_days integer, late_cause varchar,
  shipped_share decimal(9,6), invoiced_share decimal(9,6), last_event varchar, last_event_on date`;

export interface StatusGeneration {
  readonly generation: string;
  readonly orders: readonly OrderStatus[];
  /** Customer → the customer it is across systems. */
  readonly identity?: Readonly<Record<string, string>>;
}

/** Publishes a generation that holds nothing but what the status feed reads. */
export async function publishStatus(
  dir: string,
  { generation, orders, identity = {} }: StatusGeneration,
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
  await file.run('create table int_customer_identity (customer_id varchar, golden_id varchar)');
  for (const row of orders) {
    const values = Object.values(row);
    const places = values.map((_value, at) => `$${String(at + 1)}`);
    await file.run(`insert into mart_order_status values (${places.join(', ')})`, values);
  }
  for (const pair of Object.entries(identity))
    await file.run('insert into int_customer_identity values ($1, $2)', pair);
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
