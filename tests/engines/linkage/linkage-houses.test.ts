import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindSql } from '../../../pipelines/identity/link/kinds/kind-sql.ts';
import { appendRows } from '../../../src/warehouse/bulk-rows.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import { linkToldNothing } from '../../support/link-told-nothing.ts';
import { seededRandom, type SeededRandom } from '../../support/seeded-random.ts';

const { value, part = 'null', levels } = kindSql.address;
const best = levels.length;
const form = (of: string): string =>
  `(select v, ${part} as a, string_split(v, ' ') as t from (select ${value} as v from (select $${of}::varchar as raw)))`;

/** Levels of pairs of addresses: 4 same, 3 close, 2 shared words, 1 similar, 0 different. */
async function levelsOf(
  warehouse: Warehouse,
  pairs: readonly (readonly [string, string])[],
): Promise<number[]> {
  const found: number[] = [];
  for (const [left, right] of pairs) {
    const cases = levels.map((level, at) => `when ${level} then ${String(best - at)}`).join(' ');
    const [row] = await warehouse.rows<{ level: number }>(
      `select (case ${cases} else 0 end)::integer as level from ${form('1')} l, ${form('2')} r`,
      [left, right],
    );
    found.push(row?.level ?? -1);
  }
  return found;
}

const syllables = 'ber den fal gar hol ker lan mor nis pat ras sel tor ulm ven wes'.split(' ');
const word = (random: SeededRandom): string => `${random.pick(syllables)}${random.pick(syllables)}`;
const ordinals = [
  ['5th', 'Fifth'],
  ['7th', 'Seventh'],
  ['9th', 'Ninth'],
] as const;
const ways = [
  ['Street', 'St.'],
  ['Avenue', 'Ave'],
  ['Road', 'Rd'],
  ['Parkway', 'Pkwy'],
] as const;
const sides = [
  ['North', 'N.'],
  ['East', 'E'],
] as const;

interface House {
  readonly number: number;
  readonly plain: string;
  readonly short: string;
}
function house(random: SeededRandom, number = 1 + random.integer(4_000)): House {
  const way = random.pick(ways);
  const name = word(random);
  const [full, less] = random.chance(0.3) ? random.pick(ordinals) : [name, name];
  const [side, s] = random.pick(sides);
  return {
    number,
    plain: `${String(number)} ${side} ${full} ${way[0]}`,
    short: `${String(number)} ${s} ${less} ${way[1]}`,
  };
}

describe('[LINK-48] the number of the house', () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openWarehouse();
  });
  afterAll(() => {
    warehouse.close();
  });

  it('an address is the same with short forms of its words and with a street’s number in words', async () => {
    const random = seededRandom(1);
    const pairs = Array.from({ length: 60 }, () => house(random)).map(
      ({ plain, short }): [string, string] => [plain, short],
    );
    expect(await levelsOf(warehouse, pairs)).toEqual(pairs.map(() => best));
  });

  it('another house of a street is not close, however like its number is', async () => {
    const random = seededRandom(2);
    const pairs = Array.from({ length: 60 }, (): [string, string] => {
      const { number, plain } = house(random);
      const other = number + 1 + random.integer(40);
      return [plain, plain.replace(String(number), String(other))];
    });
    expect((await levelsOf(warehouse, pairs)).filter((level) => level > 1)).toEqual([]);
  });

  it('an address that says a floor, a building or the next corner, too, holds one that does not', async () => {
    const random = seededRandom(3);
    const more = [
      (at: string) => `${at}, Suite ${String(1 + random.integer(900))}`,
      (at: string) => `${at} between ${word(random)} and ${word(random)} streets`,
      (at: string) => `${word(random)} ${word(random)} building ${at}`,
    ];
    const pairs = Array.from({ length: 60 }, (): [string, string] => {
      const { plain, short } = house(random);
      return [plain, random.pick(more)(short)];
    });
    expect((await levelsOf(warehouse, pairs)).filter((level) => level < 2)).toEqual([]);
  });

  it.each([
    ['12a Station Road', '12 Station Rd', 2],
    ['12-14 High Street', '12 High St', 2],
    ['Hauptstr. 5', 'Hauptstraße 5', 4],
    ['Hauptstr. 5', 'Haupt Straße 7', 1],
    ['Station Road', '12 Station Road', 2],
    ['14 9th Avenue', '140 9th Avenue', 1],
  ])('%s and %s', async (left, right, level) => {
    expect(await levelsOf(warehouse, [[left, right]])).toEqual([level]);
  });

  it('branches of one name in a few streets are told apart by it, told nothing', async () => {
    const random = seededRandom(4);
    const streets = Array.from({ length: 6 }, () => house(random, 0));
    const rows: string[][] = [];
    for (let chain = 0; chain < 60; chain++) {
      const name = `${word(random)} ${word(random)} ${random.pick(['bakery', 'pharmacy', 'books'])}`;
      for (let branch = 0; branch < 3; branch++) {
        const street = random.pick(streets);
        const number = String(100 + random.integer(800));
        const at = (line: string): string => line.replace(/^0/, number);
        const entity = `${String(chain)} ${String(branch)}`;
        rows.push([`a${entity}`, entity, name, at(street.plain), 'one']);
        if (random.chance(0.6))
          rows.push([
            `b${entity}`,
            entity,
            name,
            random.chance(0.3) ? `${at(street.short)}, Suite ${String(branch + 1)}` : at(street.short),
            'two',
          ]);
      }
    }
    await warehouse.run(
      'create table every (id varchar, entity varchar, company varchar, address varchar, list varchar)',
    );
    await appendRows(warehouse, { name: 'every' }, rows);
    for (const list of ['one', 'two'])
      await warehouse.run(
        `create table ${list} as select * exclude (list) from every where list = '${list}'`,
      );
    const { precision, recall } = await linkToldNothing(warehouse, ['one', 'two'], 'many_to_many');
    console.info(`branches: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`);
    expect(precision).toBeGreaterThan(0.97);
    expect(recall).toBeGreaterThan(0.97);
  });
});
