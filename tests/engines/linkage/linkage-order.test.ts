import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkRecords } from '../../../pipelines/identity/link/link-records.ts';
import { linkSettingsSchema } from '../../../pipelines/identity/link/link-settings.ts';
import { openWarehouse, type Parameters, type Warehouse } from '../../../src/warehouse/open.ts';
import { often } from '../../support/thorough.ts';

const settings = linkSettingsSchema.parse({
  key: 'id',
  fields: [
    { name: 'name', kind: 'text' },
    { name: 'email', kind: 'email' },
  ],
  blocks: [['email']],
});
const records = 7_000;
const keepsOrder = async (warehouse: Warehouse): Promise<unknown> =>
  (await warehouse.rows<{ keeps: unknown }>(`select current_setting('preserve_insertion_order') as keeps`))[0]
    ?.keeps;

describe('[LINK-3] linking in an engine of two threads that need not keep the order of rows, as a build does', () => {
  let folder: string;
  let warehouse: Warehouse;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tandem-order-'));
    warehouse = await openWarehouse({ path: join(folder, 'build.duckdb'), threads: 2 });
    await warehouse.run('set preserve_insertion_order = false');
    // Every record twice, under ids of which nothing says so.
    await warehouse.run(
      `create table customer as select 'r' || i as id, 'Company ' || (i // 2) as name, 'office@company' || (i // 2) || '.test' as email
       from range(${String(records)}) as t(i)`,
    );
  });
  afterAll(() => {
    warehouse.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('the engine keeps the order while records are numbered, and is as it was afterwards', async () => {
    const seen = new Map<string, unknown>();
    const watched = Object.create(warehouse, {
      run: {
        value: async (sql: string, parameters?: Parameters) => {
          const made = /^create or replace table (link_\w+)/.exec(sql)?.[1];
          if (made !== undefined) seen.set(made, await keepsOrder(warehouse));
          await warehouse.run(sql, parameters);
        },
      },
    }) as Warehouse;
    await linkRecords(watched, { relations: [{ name: 'customer', source: 'customer' }], settings });
    expect([seen.get('link_row'), seen.get('link_number')]).toEqual([true, true]);
    expect(await keepsOrder(warehouse)).toBe(false);
  });

  it('what was found of one record is told of no other', async () => {
    for (let run = 0; run < often(20, 3); run++) {
      await warehouse.run('create or replace table shuffled as select * from customer order by hash(id)');
      await linkRecords(warehouse, { relations: [{ name: 'customer', source: 'shuffled' }], settings });
      const [told] = await warehouse.rows<{ right: number; wrong: number }>(
        `select count(*) filter (l.email = r.email)::integer as right, count(*) filter (l.email <> r.email)::integer as wrong
         from link_pair join customer l on l.id = left_id join customer r on r.id = right_id`,
      );
      expect(told).toEqual({ right: records / 2, wrong: 0 });
    }
  });
});
