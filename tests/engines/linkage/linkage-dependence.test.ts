import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainPair } from '../../../pipelines/identity/explain-pair.ts';
import { linkIncrement } from '../../../pipelines/identity/link/increment/link-increment.ts';
import { linkRecords, type LinkResult } from '../../../pipelines/identity/link/link-records.ts';
import { linkSettingsSchema } from '../../../pipelines/identity/link/link-settings.ts';
import { profileRelations } from '../../../pipelines/identity/link/profile/profile-relations.ts';
import { raritySql } from '../../../pipelines/identity/link/estimate/term-frequency.ts';
import { openWarehouse, type Row, type Warehouse } from '../../../src/warehouse/open.ts';
import { synthesisePersons } from '../../bench/synthesise-persons.ts';

const relations = [{ name: 'person', source: 'person' }];
const blocks = [
  ['soc_sec_id'],
  ['phone_number'],
  ['surname', 'given_name'],
  ['surname', 'postcode'],
  ['given_name', 'postcode'],
];

describe('[LINK-14] city, postcode and state of the same place', () => {
  let warehouse: Warehouse;
  let result: LinkResult;
  const pairs = (): Promise<Row[]> =>
    warehouse.rows(
      `select left_id, right_id, weight::integer as weight, to_json(addends)::varchar as addends from link_pair order by 1, 2`,
    );

  beforeAll(async () => {
    warehouse = await openWarehouse({ threads: 2 });
    await synthesisePersons(warehouse, 20_000);
    const settings = linkSettingsSchema.parse({
      ...(await profileRelations(warehouse, relations, 'dedupe')),
      blocks,
    });
    result = await linkRecords(warehouse, { relations, settings });
  }, 120_000);
  afterAll(() => {
    warehouse.close();
  });

  it('count once: two of them follow the third, and no other field follows any', () => {
    const { fields } = result.model;
    const places = ['city', 'postcode', 'state'];
    const tied = fields.flatMap(({ name, follows }) =>
      follows === undefined ? [] : [[name, fields[follows.field]?.name ?? '']],
    );
    expect(tied).toHaveLength(2);
    for (const pair of tied) for (const name of pair) expect(places).toContain(name);
    for (const { follows } of fields) {
      const [beside, apart] = [follows?.agrees.at(-1)?.weight, follows?.differs.at(-1)?.weight];
      if (beside !== undefined && apart !== undefined) expect(beside).toBeLessThan(apart - 2_000);
    }
  });

  it('[LINK-2] are explained as they were weighed, with what the field goes together with', async () => {
    const { plan, model } = result;
    const entries = plan.fields.map(({ at, field }) => `('${field.name}', v${String(at)})`).join(', ');
    await warehouse.run(
      `create table mart_identity_record as
       select id as customer_id, map_from_entries(list_filter([${entries}], lambda entry: entry[2] is not null)) as fields, rarity,
         []::struct(rule varchar, key varchar, crowded boolean)[] as block_keys
       from link_record join (${raritySql(plan)}) using (no)`,
    );
    await warehouse.run('create table meta_identity_model (entity varchar, settings json)');
    await warehouse.run(`insert into meta_identity_model values ('customer', $1)`, [JSON.stringify(model)]);
    await warehouse.run(
      'create table int_identity_pair (left_id varchar, right_id varchar, decision_id varchar, addends struct(label varchar)[])',
    );
    const some = await warehouse.rows<{ left_id: string; right_id: string; weight: number; addends: string }>(
      `select left_id, right_id, weight::integer as weight, to_json(addends)::varchar as addends from link_pair where hash(left_id) % 200 = 0 order by 1, 2`,
    );
    expect(some.length).toBeGreaterThan(15);
    let beside = 0;
    for (const pair of some) {
      const explained = await explainPair(warehouse, pair.left_id, pair.right_id);
      expect(explained.weight).toBe(pair.weight);
      expect(
        explained.addends.map(({ field, level, label, weight }) => ({ field, level, label, weight })),
      ).toEqual(JSON.parse(pair.addends));
      for (const addend of explained.addends) {
        if (addend.beside === undefined) continue;
        const followed = model.fields.find(({ name }) => name === addend.field)?.follows?.field ?? -1;
        expect(addend.beside.field).toBe(model.fields[followed]?.name);
        beside += addend.beside.agrees ? 1 : 0;
      }
    }
    expect(beside).toBeGreaterThan(15);
  }, 120_000);

  it('[LINK-4] [LINK-13] no pair is lost by that: an increment, which bounds nothing, gives the same', async () => {
    const before = await pairs();
    expect(before.length).toBeGreaterThan(5_000);
    await warehouse.run('create table changed as select * from person where hash(rec_id) % 5 = 0');
    await linkIncrement(warehouse, result, { changed: [{ name: 'person', source: 'changed' }] });
    expect(await pairs()).toEqual(before);
  }, 120_000);
});
