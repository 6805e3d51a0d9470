import { describe, expect, it } from 'vitest';
import { planLink } from '../../../pipelines/identity/link/link-plan.ts';
import { linkRecords, type LinkResult } from '../../../pipelines/identity/link/link-records.ts';
import { linkSettingsSchema } from '../../../pipelines/identity/link/link-settings.ts';
import {
  numberSql,
  rawRecordsSql,
  recordsSql,
  rowsSql,
  valuesSql,
} from '../../../pipelines/identity/link/records/record-sql.ts';
import { rankKeys } from '../../../src/stats/linkage/code/rank-keys.ts';
import { visitIntegers } from '../../../src/warehouse/integer-chunks.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';

const settings = linkSettingsSchema.parse({
  key: 'id',
  fields: [
    { name: 'surname', kind: 'surname' },
    { name: 'phone', kind: 'phone' },
  ],
});

describe('[LINK-3] records are found by the hashes of their values', () => {
  it('with any salt they are the same, and numbered by ids as by their hashes', async () => {
    const warehouse = await openWarehouse();
    try {
      await warehouse.run(`create table person as select 'p' || i as id, case when i % 7 > 0 then chr(65 + (i % 9)::integer) || 'mith' end as surname,
        case when i % 5 > 0 then '030 1234' || (100 + i % 40) end as phone from range(200) t(i)`);
      const plan = planLink([{ name: 'person', source: 'person' }], settings, (name) => `t_${name}`);
      await warehouse.run(`create view raw as ${rawRecordsSql(plan)}`);
      const recordsWith = async (salt: number): Promise<Record<string, unknown>[]> => {
        const value = (at: number): string => `value_${String(at)}`;
        for (const field of plan.fields)
          await warehouse.run(
            `create or replace table ${value(field.at)} as ${valuesSql(field, 'raw', salt)}`,
          );
        await warehouse.run(
          `create or replace table code as select ${numberSql()} as no, * from (${rowsSql(plan, 'raw', salt)})`,
        );
        return warehouse.rows(`select * from (${recordsSql(plan, 'code', value)}) order by no`);
      };
      const plain = await recordsWith(0);
      expect(plain).toHaveLength(200);
      expect(plain.filter(({ v0, v1 }) => v0 !== null && v1 !== null).length).toBeGreaterThan(100);
      expect(await recordsWith(1)).toEqual(plain);
      expect(await recordsWith(2)).toEqual(plain);
      const [ids, numbers]: [number[], number[]] = [[], []];
      await visitIntegers(warehouse, 'select hash(id), no from code', ([id, no], rows) => {
        ids.push(...(id?.subarray(0, 2 * rows) ?? []));
        numbers.push(...(no?.subarray(0, rows) ?? []));
      });
      expect([...(rankKeys(Int32Array.from(ids)) ?? [])]).toEqual(numbers);
    } finally {
      warehouse.close();
    }
  });

  it('a run that was refused leaves nothing in the way of the next, from a table or from a query', async () => {
    const warehouse = await openWarehouse();
    try {
      await warehouse.run(
        `create table person as select 'p' || i // 2 as id, chr(65 + i::integer) || 'mith' as surname, '030 123456' || i as phone from range(8) t(i)`,
      );
      const link = (source: string): Promise<LinkResult> =>
        linkRecords(warehouse, { relations: [{ name: 'person', source }], settings });
      await expect(link('person')).rejects.toMatchObject({ code: 'bad_request' });
      await expect(link('(select * from person)')).rejects.toMatchObject({ code: 'bad_request' });
      await warehouse.run(`update person set id = id || surname`);
      expect((await link('person')).model.counts.records).toEqual([8]);
      expect((await link('(select * from person)')).model.counts.records).toEqual([8]);
    } finally {
      warehouse.close();
    }
  });
});
