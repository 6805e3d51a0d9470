import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkIncrement } from '../../../pipelines/identity/link/increment/link-increment.ts';
import { linkRecords, type LinkResult } from '../../../pipelines/identity/link/link-records.ts';
import { linkSettingsSchema, type LinkSettings } from '../../../pipelines/identity/link/link-settings.ts';
import { profileRelations } from '../../../pipelines/identity/link/profile/profile-relations.ts';
import { appendRows } from '../../../src/warehouse/bulk-rows.ts';
import { openWarehouse, type Row, type Warehouse } from '../../../src/warehouse/open.ts';
import { clusterScores } from '../../support/pair-scores.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const given = 'anna bela carl dora emil fanny georg hanna ivan julia karl lena mark nora oskar paula'.split(
  ' ',
);
const syllables = 'ber den fal gar hol ker lan mor nis pat ras sel tor ulm ven wes'.split(' ');
const columns = [
  'rec_id',
  'entity',
  'first',
  'last',
  'dob',
  'addr_line',
  'addr_city',
  'addr_zip',
  'phone',
  'email',
];

/**
 * A register of households of one to so many who share surname, address, telephone and mailbox; every third person stands in
 * it twice, with a slip in the name, a day that is off or a telephone that is missing.
 */
function register(households: number, most: number, seed: number): string[][] {
  const random = seededRandom(seed);
  const rows: string[][] = [];
  const add = (entity: number, ...cells: string[]): void =>
    void rows.push([`r${String(rows.length)}`, String(entity), ...cells]);
  let persons = 0;
  for (let home = 0; home < households; home++) {
    const last = random.pick(syllables) + random.pick(syllables) + random.pick(syllables);
    const shared = [
      `${String(1 + random.integer(200))} ${random.pick(syllables)}${random.pick(syllables)} street`,
      `${random.pick(syllables)}${random.pick(syllables)}`,
      String(10_000 + random.integer(80_000)),
      `0${String(100_000_000 + random.integer(899_999_999))}`,
      `${last}${String(home)}@example.org`,
    ];
    const members = 1 + random.integer(most);
    for (let member = 0; member < members; member++) {
      const first = random.pick(given);
      const [year, month, day] = [1930 + random.integer(80), 1 + random.integer(12), 1 + random.integer(28)];
      const born = (d: number): string =>
        `${String(year)}-${String(month).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
      add(persons, first, last, born(day), ...shared);
      if (random.integer(3) === 0) {
        const [slip, off, silent] = [
          random.integer(2) === 0,
          random.integer(3) === 0,
          random.integer(3) === 0,
        ];
        add(
          persons,
          slip ? first.slice(0, -1) : first,
          last,
          born(off ? 1 + (day % 28) : day),
          ...shared.map((cell, at) => (silent && at === 3 ? '' : cell)),
        );
      }
      persons += 1;
    }
  }
  return rows;
}

const relations = [{ name: 'person', source: 'blind' }];

/** Writes a register, and how it is linked when nothing is told. */
async function settingsFor(
  warehouse: Warehouse,
  rows: readonly (readonly string[])[],
): Promise<LinkSettings> {
  await warehouse.run(`create table person (${columns.map((name) => `${name} varchar`).join(', ')})`);
  await appendRows(
    warehouse,
    { name: 'person' },
    rows.map((row) => row.map((cell) => (cell === '' ? null : cell))),
  );
  await warehouse.run('create view blind as select * exclude (entity) from person');
  return linkSettingsSchema.parse(await profileRelations(warehouse, relations, 'dedupe'));
}

describe('[LINK-25] members of one household', () => {
  let warehouse: Warehouse;
  let settings: LinkSettings;
  let result: LinkResult;

  beforeAll(async () => {
    warehouse = await openWarehouse({ threads: 1 });
    settings = await settingsFor(warehouse, register(400, 4, 7));
    result = await linkRecords(warehouse, { relations, settings });
  });
  afterAll(() => {
    warehouse.close();
  });

  it('share surname, address, telephone and mailbox, which count for so much together and no more', async () => {
    const { shared, fields } = result.model;
    expect(shared?.fields.map((at) => fields[at]?.name)).toEqual([
      'last',
      'addr_line',
      'addr_city',
      'addr_zip',
      'phone',
      'email',
    ]);
    const { precision, recall, f1 } = await clusterScores(warehouse);
    console.log(
      `households: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, F1 ${f1.toFixed(4)}`,
    );
    expect(precision).toBeGreaterThan(0.98);
    expect(recall).toBeGreaterThan(0.95);
  });

  it('the waterfall says what was taken off, and adds up', async () => {
    const pairs = await warehouse.rows<Row & { sum: number; weight: number; off: number | null }>(
      `select weight::double as weight, list_sum(list_transform(addends, lambda a: a.weight))::double as sum,
         list_filter(addends, lambda a: a.field = 'household')[1].weight::double as off from link_pair`,
    );
    expect(pairs.length).toBeGreaterThan(200);
    expect(pairs.filter(({ sum, weight }) => sum !== weight)).toEqual([]);
    const taken = pairs.filter(({ off }) => off !== null);
    expect(taken.length).toBeGreaterThan(100);
    expect(taken.every(({ off }) => (off ?? 0) < 0)).toBe(true);
  });

  it('would be taken for one person without that', async () => {
    const { precision } = await clusterScores(warehouse);
    const { shared: _, ...model } = result.model;
    await linkRecords(warehouse, { relations, settings, model });
    expect((await clusterScores(warehouse)).precision).toBeLessThan(precision - 0.2);
  });
});

it('[LINK-25] where everybody lives alone no household is seen', async () => {
  const warehouse = await openWarehouse({ threads: 1 });
  const settings = await settingsFor(warehouse, register(900, 1, 3));
  const { model } = await linkRecords(warehouse, { relations, settings });
  const { f1 } = await clusterScores(warehouse);
  warehouse.close();
  expect(model.shared).toBeUndefined();
  expect(f1).toBeGreaterThan(0.98);
});

/**
 * Homes of a couple; one in twelve with a son of his father's name, one in twelve with twins. Half of all persons have a second
 * record, which may lack the day of birth or have a letter less in the name.
 */
function families(homes: number, seed: number): string[][] {
  const random = seededRandom(seed);
  const rows: string[][] = [];
  let persons = 0;
  const name = (): string => random.pick(syllables) + random.pick(syllables);
  const day = (year: number): string =>
    `${String(year)}-0${String(1 + random.integer(9))}-${String(10 + random.integer(19))}`;
  for (let home = 0; home < homes; home++) {
    const last = random.pick(syllables) + random.pick(syllables) + random.pick(syllables);
    const shared = [
      `${String(1 + random.integer(200))} ${random.pick(syllables)}${random.pick(syllables)} street`,
      `${random.pick(syllables)}${random.pick(syllables)}`,
      String(10_000 + random.integer(80_000)),
      `0${String(100_000_000 + random.integer(899_999_999))}`,
      `${last}${String(home)}@example.org`,
    ];
    const [his, year] = [name(), 1930 + random.integer(40)];
    const born = day(year + 20 + random.integer(15));
    const members: [string, string][] = [
      [his, day(year)],
      [name(), day(year + random.integer(5))],
    ];
    if (home % 12 === 0) members.push([his, born]);
    if (home % 12 === 6) members.push([name(), born], [name(), born]);
    for (const [first, of] of members) {
      for (let copy = 0; copy <= random.integer(2); copy++) {
        const [slip, silent] = [copy > 0 && random.chance(0.2), copy > 0 && random.chance(0.1)];
        rows.push([
          `r${String(rows.length)}`,
          String(persons),
          slip ? first.slice(0, -1) : first,
          last,
          silent ? '' : of,
          ...shared,
        ]);
      }
      persons += 1;
    }
  }
  return rows;
}

describe('[LINK-25] kin in one household', () => {
  let warehouse: Warehouse;
  let settings: LinkSettings;
  let result: LinkResult;

  /** How many pairs of father and son of one name, and of twins, are taken for one person. */
  const joined = async (): Promise<Row> => {
    const [row] = await warehouse.rows(
      `select count(*) filter (p.first = q.first)::integer as namesakes, count(*) filter (p.dob = q.dob)::integer as twins
       from link_cluster x join link_cluster y using (cluster) join link_record a on a.no = x.no join link_record b on b.no = y.no
       join person p on p.rec_id = a.id join person q on q.rec_id = b.id where a.id < b.id and p.entity <> q.entity`,
    );
    return row ?? {};
  };

  beforeAll(async () => {
    warehouse = await openWarehouse({ threads: 1 });
    const found = await settingsFor(warehouse, families(900, 21));
    settings = linkSettingsSchema.parse({ ...found, key: 'rec_id' });
    result = await linkRecords(warehouse, { relations, settings });
  });
  afterAll(() => {
    warehouse.close();
  });

  it('a son of his father’s name and twins are persons of their own', async () => {
    const { precision, recall } = await clusterScores(warehouse);
    const told = await joined();
    const { shared, ...model } = result.model;
    if (shared === undefined) throw new Error('no household was seen');
    const { kin = [], ...chance } = shared;
    expect(kin.map(({ field }) => model.fields[field]?.name)).toEqual(['first', 'dob']);
    for (const { less } of kin) expect(less.at(-1)).toBeGreaterThan(1_000);
    await linkRecords(warehouse, { relations, settings, model: { ...model, shared: chance } });
    const without = await joined();
    const before = await clusterScores(warehouse);
    console.log(
      `kin: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, ${JSON.stringify(told)}; by chance: precision ${before.precision.toFixed(4)}, recall ${before.recall.toFixed(4)}, ${JSON.stringify(without)}`,
    );
    expect(Number(told.namesakes)).toBeLessThan(0.35 * Number(without.namesakes));
    expect(Number(told.twins)).toBeLessThan(0.1 * Number(without.twins));
    expect(recall).toBeGreaterThan(before.recall - 0.02);
  });

  it('the waterfall says what was taken off for that, and adds up', async () => {
    const pairs = await warehouse.rows<Row & { sum: number; weight: number }>(
      `select weight::double as weight, list_sum(list_transform(addends, lambda a: a.weight))::double as sum from link_pair`,
    );
    expect(pairs.length).toBeGreaterThan(200);
    expect(pairs.filter(({ sum, weight }) => sum !== weight)).toEqual([]);
  });

  it('[LINK-13] an increment weighs kin as the full run does', async () => {
    const first = await linkRecords(warehouse, { relations, settings, model: result.model });
    const pairs = (): Promise<Row[]> =>
      warehouse.rows(
        'select left_id, right_id, weight::double as weight from link_pair order by left_id, right_id',
      );
    const full = await pairs();
    await linkIncrement(warehouse, first, {
      changed: [{ name: 'person', source: '(select * from blind where hash(rec_id) % 3 = 0)' }],
    });
    expect(await pairs()).toEqual(full);
  });
});
