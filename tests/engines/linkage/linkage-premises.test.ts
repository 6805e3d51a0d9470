import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkIncrement } from '../../../pipelines/identity/link/increment/link-increment.ts';
import { linkRecords, type LinkResult } from '../../../pipelines/identity/link/link-records.ts';
import {
  linkSettingsSchema,
  type LinkSettingsInput,
} from '../../../pipelines/identity/link/link-settings.ts';
import { takeApart } from '../../../pipelines/identity/link/read/take-apart.ts';
import { appendRows } from '../../../src/warehouse/bulk-rows.ts';
import { openWarehouse, type Row, type Warehouse } from '../../../src/warehouse/open.ts';
import { clusterScores } from '../../support/pair-scores.ts';
import { seededRandom, type SeededRandom } from '../../support/seeded-random.ts';

const syllables = 'ber den fal gar hol ker lan mor nis pat ras sel tor ulm ven wes'.split(' ');
const given = 'anna bela carl dora emil fanny georg hanna ivan julia karl lena nora oskar paula viktor'.split(
  ' ',
);
const word = (random: SeededRandom, parts = 2): string =>
  Array.from({ length: parts }, () => random.pick(syllables)).join('');
const place = (random: SeededRandom): string[] => [
  `${word(random)} street ${String(1 + random.integer(200))}`,
  String(10_000 + random.integer(80_000)),
  word(random),
  `0${String(100_000_000 + random.integer(899_999_999))}`,
];

/** Two of a family in every home, one in three of them twice, and then at times without a telephone. */
function families(homes: number): string[][] {
  const random = seededRandom(5);
  const rows: string[][] = [];
  for (let home = 0; home < homes; home++) {
    const [last, shared] = [word(random, 3), place(random)];
    for (const [member, first] of random.some(given, 0.12).slice(0, 2).entries())
      for (let copy = 0; copy <= (random.chance(0.33) ? 1 : 0); copy++)
        rows.push([
          `r${String(rows.length)}`,
          `${String(home)} ${String(member)}`,
          first,
          last,
          ...shared.map((cell, at) => (copy === 1 && at === 3 && random.chance(0.3) ? '' : cell)),
        ]);
  }
  return rows;
}

/** Firms, one in three of them twice with a slip in the name; in every tenth house three that share its telephone. */
function tenants(houses: number): string[][] {
  const random = seededRandom(6);
  const rows: string[][] = [];
  for (let house = 0; house < houses; house++) {
    const shared = place(random);
    for (let firm = 0; firm < (house % 10 === 0 ? 3 : 1); firm++) {
      const name = `${word(random, 3)} ${word(random)}`;
      for (let copy = 0; copy <= (random.chance(0.33) ? 1 : 0); copy++)
        rows.push([
          `r${String(rows.length)}`,
          `${String(house)} ${String(firm)}`,
          copy === 1 ? `${name.slice(0, 4)}${name.slice(5)}` : name,
          '',
          ...shared,
        ]);
    }
  }
  return rows;
}

const surnames = 'schulz schmidt kowalski maier hofmann berger wagner novak keller richter'.split(' ');
/** Of these no two are forms of one name. */
const unlike = given.filter((name) => !['karl', 'nora'].includes(name));
const cap = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
/** How a person of given name and surname is written in the other list. */
const written: readonly ((first: string, last: string) => string)[] = [
  (first, last) => `${cap(first)} ${cap(last)}`,
  (first, last) => `${cap(last)}, ${cap(first)}`,
  (first, last) => `${first.slice(0, 1).toUpperCase()}. ${cap(last)}`,
];

/** Customers, every second one a firm, the others one to three of a family of one surname; two in five stand twice. */
function customers(homes: number): string[][] {
  const random = seededRandom(7);
  const rows: string[][] = [];
  for (let home = 0; home < homes; home++) {
    const shared = place(random);
    const last = random.pick(surnames);
    const firsts = random.some(unlike, 0.2).slice(0, 1 + random.integer(3));
    const firm = `${cap(word(random, 3))} ${cap(word(random))} GmbH`;
    for (const [member, first] of (home % 2 === 0 ? [''] : firsts).entries())
      for (let copy = 0; copy <= (random.chance(0.4) ? 1 : 0); copy++) {
        const write = copy === 0 ? written[0] : random.pick(written);
        rows.push([
          `r${String(rows.length)}`,
          `${String(home)} ${String(member)}`,
          first === '' ? firm : (write?.(first, last) ?? ''),
          '',
          ...shared.map((cell, at) => (copy === 1 && at === 3 && random.chance(0.3) ? '' : cell)),
        ]);
      }
  }
  return rows;
}

const placeFields: LinkSettingsInput['fields'] = [
  { name: 'street', kind: 'address' },
  { name: 'zip', kind: 'postcode' },
  { name: 'town', kind: 'city' },
  { name: 'phone', kind: 'phone' },
];
const told = [{ name: 'person', source: 'blind' }];

const cases = {
  families: {
    rows: families(150),
    names: [
      { name: 'first', kind: 'given_name' },
      { name: 'last', kind: 'surname' },
    ],
  },
  tenants: { rows: tenants(200), names: [{ name: 'first', kind: 'company_name' }] },
  // [LINK-42]
  customers: { rows: customers(300), names: [{ name: 'first', kind: 'company_name', parts: true }] },
} as const;

describe.each(['families', 'tenants', 'customers'] as const)(
  '[LINK-41] %s who share their premises',
  (of) => {
    let warehouse: Warehouse;
    let result: LinkResult;
    let apart: Awaited<ReturnType<typeof takeApart>>;
    const pairs = (): Promise<Row[]> =>
      warehouse.rows(
        `select left_id, right_id, weight::double as weight, list_sum(list_transform(addends, lambda a: a.weight))::double as sum,
         list_filter(addends, lambda a: a.field = 'premises')[1].weight::double as off from link_pair order by 1, 2`,
      );

    beforeAll(async () => {
      const { rows, names } = cases[of];
      warehouse = await openWarehouse({ threads: 1 });
      await warehouse.run(
        `create table person (${['rec_id', 'entity', 'first', 'last', 'street', 'zip', 'town', 'phone'].map((name) => `${name} varchar`).join(', ')})`,
      );
      await appendRows(
        warehouse,
        { name: 'person' },
        rows.map((row) => row.map((cell) => (cell === '' ? null : cell))),
      );
      await warehouse.run('create view blind as select * exclude (entity) from person');
      const settings = linkSettingsSchema.parse({ key: 'rec_id', fields: [...names, ...placeFields] });
      apart = await takeApart(warehouse, told, settings);
      result = await linkRecords(warehouse, apart);
    });
    afterAll(() => {
      warehouse.close();
    });

    it('are told apart by what they are called, and repeats are found all the same', async () => {
      const { precision, recall } = await clusterScores(warehouse);
      console.log(`${of}: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`);
      expect(precision).toBeGreaterThan(0.95);
      expect(recall).toBeGreaterThan(0.9);
    });

    it('the waterfall says what was taken off, and adds up', async () => {
      const found = await pairs();
      expect(found.filter(({ sum, weight }) => sum !== weight)).toEqual([]);
      const taken = found.filter(({ off }) => off !== null);
      expect(taken.length).toBeGreaterThan(20);
      expect(taken.every(({ off }) => Number(off) < 0)).toBe(true);
    });

    it('[LINK-13] an increment weighs them as the full run does', async () => {
      const full = await pairs();
      const source = apart.relations[0]?.source ?? '';
      await linkIncrement(warehouse, result, {
        changed: [{ name: 'person', source: `(select * from ${source} where hash(rec_id) % 3 = 0)` }],
      });
      expect(await pairs()).toEqual(full);
    });
  },
);
