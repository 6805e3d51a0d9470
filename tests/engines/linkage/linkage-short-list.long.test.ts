import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkFiles } from '../../../pipelines/identity/link/link-files.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import { literal } from '../../../src/warehouse/quote.ts';
import { synthesisePersons } from '../../bench/synthesise-persons.ts';

describe('[LINK-15] a short list beside a long one, told nothing', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-short-list-'));
  const [leads = '', customers = '', output = ''] = ['leads.csv', 'customers.parquet', 'found.csv'].map(
    (name) => join(folder, name),
  );
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openWarehouse();
    await synthesisePersons(warehouse, 60_000);
    await warehouse.run(
      `create table known as select *, row_number() over (partition by entity order by hash(rec_id)) as nth, count(*) over (partition by entity) as records from person`,
    );
  });
  afterAll(() => {
    warehouse.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([1, 30, 600])(
    'finds who of %i leads is a customer, and nobody for those who are not',
    async (size) => {
      const drawn = (which: string, n: number): string =>
        `(select * from known where nth = 1 and ${which} order by hash(entity) limit ${String(n)})`;
      await warehouse.run(
        `create or replace table lead as ${drawn('records > 1', Math.ceil(size / 2))} union all ${drawn('records = 1', Math.floor(size / 2))}`,
      );
      await warehouse.run(
        `create or replace table customer as select * from known anti join lead using (rec_id)`,
      );
      for (const [table, file] of [
        ['lead', leads],
        ['customer', customers],
      ] as const)
        await warehouse.run(
          `copy (select * exclude (entity, nth, records) from ${table}) to ${literal(file)}`,
        );
      await linkFiles({ files: [leads, customers], output, write: 'pairs' });
      const [score] = await warehouse.rows<{ truth: number; found: number; good: number }>(
        `with truth as (select l.rec_id as a, c.rec_id as b from lead l join customer c using (entity)),
           found as (select left_id as a, right_id as b from read_csv(${literal(output)}, all_varchar = true))
         select (select count(*) from truth)::integer as truth, (select count(*) from found)::integer as found,
           (select count(*) from truth join found using (a, b))::integer as good`,
      );
      const { truth = 0, found = 0, good = 0 } = score ?? {};
      console.log(
        `${String(size)} leads: ${String(good)} of ${String(truth)} found, ${String(found - good)} wrong`,
      );
      expect(truth).toBeGreaterThanOrEqual(size / 2);
      expect(good).toBeGreaterThanOrEqual(0.98 * truth);
      expect(found - good).toBeLessThanOrEqual(0.02 * truth);
    },
  );
});
