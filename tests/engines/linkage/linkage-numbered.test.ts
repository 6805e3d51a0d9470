import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerSettings } from '../../../pipelines/identity/customer-settings.ts';
import { linkRecords } from '../../../pipelines/identity/link/link-records.ts';
import { appendRows, type Cell } from '../../../src/warehouse/bulk-rows.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';

const columns = customerSettings.fields.map(({ name }) => name);
/** A customer that differs from the others by its number alone, as normal forms are. */
const numbered = (id: string, n: number): Readonly<Record<string, string>> => ({
  customer_id: id,
  name: 'customer',
  name_number: String(n),
  reference: id,
  email: `buyer${String(n).padStart(3, '0')}@example.com`,
  domain: 'example.com',
  address: `|city${String(n % 9)}||main street|${String(n)}|`,
});
const written = (records: readonly Readonly<Record<string, string>>[]): Cell[][] =>
  records.map((record) => ['customer_id', ...columns].map((column) => record[column] ?? null));

describe('[LINK-43] customers of one name and other numbers', () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openWarehouse({ threads: 1 });
    await warehouse.run(
      `create table customer (${['customer_id', ...columns].map((column) => `${column} varchar`).join(', ')})`,
    );
  });
  afterAll(() => {
    warehouse.close();
  });

  it.each([20, 50, 150])('%i of them are so many, and who stands twice is found', async (many) => {
    const records = Array.from({ length: many }, (_, n) => numbered(`erp|${String(n)}`, n));
    const twice = [3, 7, 11].map((n) => numbered(`crm|${String(n)}`, n));
    await warehouse.run('delete from customer');
    await appendRows(warehouse, { name: 'customer' }, written([...records, ...twice]));
    await linkRecords(warehouse, {
      relations: [{ name: 'customer', source: 'customer' }],
      settings: customerSettings,
    });
    const found = await warehouse.rows(
      `select list(id order by id) as ids from link_cluster join link_record using (no) group by cluster having count(*) > 1 order by ids[1]`,
    );
    expect(found).toEqual([11, 3, 7].map((n) => ({ ids: [`crm|${String(n)}`, `erp|${String(n)}`] })));
  });
});
