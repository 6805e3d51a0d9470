import { describe, expect, it } from 'vitest';
import { linkRecords } from '../../../pipelines/identity/link/link-records.ts';
import { linkSettingsSchema, type LinkSettings } from '../../../pipelines/identity/link/link-settings.ts';
import { profileRelations } from '../../../pipelines/identity/link/profile/profile-relations.ts';
import { takeApart } from '../../../pipelines/identity/link/read/take-apart.ts';
import { appendRows } from '../../../src/warehouse/bulk-rows.ts';
import { openWarehouse, type Row, type Warehouse } from '../../../src/warehouse/open.ts';
import { clusterScores, type PairScores } from '../../support/pair-scores.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const given =
  'Anna Bela Carlo Dora Emilio Fanny Georg Hanna Ivan Juliana Karl Lena Marko Nora Oskar Paula'.split(' ');
const syllables = 'ber den fal gar hol ker lan mor nis pat ras sel tor ulm ven wes'.split(' ');
const spellings = [['Sr', 'Jr'], ['Sr.', 'Jr.'], ['SENIOR', 'JUNIOR'], ['Snr', 'II']] as const; // prettier-ignore

/**
 * Homes of one, and one in ten of a father and a son of his name, each with two records; titles in every fourth name. The
 * father may have a third that does not say which of them he is.
 */
function register(homes: number, seed: number, silent = false): string[][] {
  const random = seededRandom(seed);
  const rows: string[][] = [];
  for (let home = 0; home < homes; home++) {
    const [first, last] = [
      random.pick(given),
      random.pick(syllables) + random.pick(syllables) + random.pick(syllables),
    ];
    const address = [
      `${String(1 + random.integer(200))} ${random.pick(syllables)}${random.pick(syllables)} street`,
      `${random.pick(syllables)}${random.pick(syllables)}`,
      String(10_000 + random.integer(80_000)),
    ];
    const sons = home % 10 === 0 ? [0, 1] : [undefined];
    for (const [member, son] of sons.entries())
      for (const copy of silent && son === 0 ? [0, 1, 2] : [0, 1]) {
        const title = random.integer(4) === 0 ? random.pick(['Dr. ', 'Mr ', 'Prof. Dr. ']) : '';
        const generation = son === undefined ? '' : ` ${random.pick(spellings)[son] ?? ''}`;
        const name =
          copy === 1
            ? `${last}${generation}, ${title}${first}`
            : `${title}${first} ${last}${copy === 0 ? generation : ''}`;
        rows.push([`r${String(rows.length)}`, `${String(home)} ${String(member)}`, name, ...address]);
      }
  }
  return rows;
}

const relations = [{ name: 'person', source: 'blind' }];

async function scores(warehouse: Warehouse, settings: LinkSettings): Promise<PairScores> {
  await linkRecords(warehouse, await takeApart(warehouse, relations, settings));
  return clusterScores(warehouse);
}

describe('[LINK-28] titles and generations', () => {
  it('a title is no evidence; Jr and Sr at one address are two persons', async () => {
    const warehouse = await openWarehouse({ threads: 1 });
    try {
      await warehouse.run(
        'create table person (rec_id varchar, entity varchar, full_name varchar, address varchar, city varchar, zip varchar)',
      );
      await appendRows(warehouse, { name: 'person' }, register(700, 9));
      await warehouse.run('create view blind as select * exclude (entity) from person');
      const found = await profileRelations(warehouse, relations, 'dedupe');
      const settings = linkSettingsSchema.parse({ ...found, key: 'rec_id' });
      expect(settings.fields.find(({ name }) => name === 'full_name')?.parts).toBe(true);
      const told = await scores(warehouse, settings);
      const whole = { ...settings, fields: settings.fields.map((field) => ({ ...field, parts: false })) };
      const without = await scores(warehouse, whole);
      console.log(
        `generations: precision ${told.precision.toFixed(4)}, recall ${told.recall.toFixed(4)}; not told apart: precision ${without.precision.toFixed(4)}, recall ${without.recall.toFixed(4)}`,
      );
      expect(told.precision).toBeGreaterThan(0.98);
      expect(told.recall).toBeGreaterThan(0.98);
      expect(told.precision).toBeGreaterThan(without.precision + 0.1);
    } finally {
      warehouse.close();
    }
  });

  it('a record that says none does not make one of the two it could be', async () => {
    const warehouse = await openWarehouse({ threads: 1 });
    try {
      await warehouse.run(
        'create table person (rec_id varchar, entity varchar, full_name varchar, address varchar, city varchar, zip varchar)',
      );
      await appendRows(warehouse, { name: 'person' }, register(300, 9, true));
      await warehouse.run('create view blind as select * exclude (entity) from person');
      const found = await profileRelations(warehouse, relations, 'dedupe');
      const settings = linkSettingsSchema.parse({ ...found, key: 'rec_id' });
      const { model } = await linkRecords(warehouse, await takeApart(warehouse, relations, settings));
      expect(model.fields[4]).toMatchObject({ name: 'generation', levels: [{ m: 0 }, { m: 1 }] });
      expect(model.fields[4]?.levels[1]?.weight).toBeGreaterThan(500);
      const of = `link_cluster join link_record using (no) join person on rec_id = id`;
      expect(
        await warehouse.rows(`select cluster from ${of} group by cluster having count(distinct v4) > 1`),
      ).toEqual([]);
      expect(
        await warehouse.rows(
          `select entity from ${of} where v4 is not null group by entity having count(distinct cluster) > 1`,
        ),
      ).toEqual([]);
      const [silent] = await warehouse.rows<Row & { n: number; tied: number }>(
        `with home as (select split_part(entity, ' ', 1) as home, v4, cluster from ${of}),
           silent as (select s.cluster, count(*) filter (h.cluster = s.cluster) as with_one from home s join home h using (home) where s.v4 is null and h.v4 is not null group by all)
         select count(*)::integer as n, count(*) filter (with_one = 2)::integer as tied from silent`,
      );
      expect(silent).toEqual({ n: 30, tied: 30 });
    } finally {
      warehouse.close();
    }
  });

  it('the generation is one field, wherever it stands', async () => {
    const warehouse = await openWarehouse({ threads: 1 });
    try {
      await warehouse.run(`create table person as select * from (values
        ('1', 'Robert', 'Smith Sr', null), ('2', 'Robert Jr', 'Smith', null), ('3', 'Robert', 'Smith', 'III'),
        ('4', 'Dr Robert', 'Smith Jr.', 'PhD'), ('5', 'Anna', 'Berg II', null), ('6', 'Mr Karl', 'Berg', null),
        ('7', 'Morris I', 'Klein', null), ('8', 'Morris II', 'Klein', null), ('9', 'Paul I', 'Klein', null)) v (id, first_name, last_name, suffix)`);
      const found = await profileRelations(warehouse, [{ name: 'person', source: 'person' }], 'dedupe');
      const { relations: apart, settings } = await takeApart(
        warehouse,
        [{ name: 'person', source: 'person' }],
        linkSettingsSchema.parse({ ...found, key: 'id' }),
      );
      expect(settings.fields.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
        'first_name given_name',
        'last_name surname',
        'generation generation',
      ]);
      const { plan } = await linkRecords(warehouse, { relations: apart, settings });
      const said = await warehouse.rows(`select id, v0, v1, v2 from ${plan.table('record')} order by id`);
      expect(said.map((row) => Object.values(row))).toEqual([
        ['1', 'robert', 'smith', '1'],
        ['2', 'robert', 'smith', '2'],
        ['3', 'robert', 'smith', '3'],
        ['4', 'robert', 'smith', '2'],
        ['5', 'anna', 'berg', '2'],
        ['6', 'karl', 'berg', null],
        ['7', 'morris', 'klein', '1'],
        ['8', 'morris', 'klein', '2'],
        ['9', 'pauli', 'klein', null],
      ]);
    } finally {
      warehouse.close();
    }
  });
});
