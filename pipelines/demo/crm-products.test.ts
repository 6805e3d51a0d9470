import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoWarehouse, type DemoWarehouse } from '../../tests/support/demo-warehouse.ts';

let demo: DemoWarehouse;
const count = async (sql: string): Promise<number> =>
  Number((await demo.warehouse.rows<{ n: string }>(`select count(*) as n from ${sql}`))[0]?.n);
const pairs = `truth_products t join "crmProduct_now" c on t.crm_product_id = c."Id" join product_now e on t.erp_product_id = e.id`;

beforeAll(async () => {
  demo = await demoWarehouse(0.2);
  await demo.warehouse.run(
    `create table truth_products as select * from read_csv('${join(demo.out, 'truth/products.csv')}', all_varchar = true)`,
  );
}, 120_000);
afterAll(() => demo.close());

describe('products of the CRM', () => {
  it('mostly bear the code of the ERP; others miss it, spell it otherwise or have a slip', async () => {
    const all = await count(pairs);
    expect(all).toBeGreaterThan(80);
    expect((await count(`${pairs} where c."ProductCode" = e.default_code`)) / all).toBeGreaterThan(0.7);
    expect(await count(`${pairs} where c."ProductCode" is null`)).toBeGreaterThan(2);
    expect(await count(`${pairs} where c."ProductCode" <> e.default_code`)).toBeGreaterThan(4);
    expect(await count(`${pairs} where c."Name" <> e.name`)).toBeGreaterThan(20);
  });

  it('never bear the code of another product', async () => {
    expect(
      await demo.warehouse.rows(
        `select c."ProductCode" from ${pairs} join product_now other on other.default_code = c."ProductCode" and other.id <> e.id`,
      ),
    ).toEqual([]);
  });

  it('have some that the ERP does not know, and all are in the truth', async () => {
    expect(await count(`truth_products where erp_product_id is null`)).toBe(4);
    expect(await count(`truth_products`)).toBe(await count(`"crmProduct_now"`));
  });
});
