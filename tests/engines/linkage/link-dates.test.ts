import { describe, expect, it } from 'vitest';
import { checkColumns } from '../../../pipelines/identity/link/read/check-columns.ts';
import { columnSql } from '../../../pipelines/identity/link/read/cell-sql.ts';
import { withDates } from '../../../pipelines/identity/link/read/join-dates.ts';
import { linkSettingsSchema, type LinkField } from '../../../pipelines/identity/link/link-settings.ts';
import { profileRelations } from '../../../pipelines/identity/link/profile/profile-relations.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';

const born = `date '1970-01-01' + i::integer * 11`;
const inThree = (names: readonly string[], day = `day(${born})`, month = `month(${born})`): string =>
  `select i as id, 'Anna' || i as "Vorname", 'Berg' || i as "Nachname", year(${born}) as "${names[0] ?? ''}", ${month} as "${names[1] ?? ''}", ${day} as "${names[2] ?? ''}" from range(200) t(i)`;
const inOne = `select i as id, 'Anna' || i as first_name, 'Berg' || i as last_name, ${born} as dob from range(200) t(i)`;
const german = ['Geburtsjahr', 'Geburtsmonat', 'Geburtstag'];

const relations = ['one', 'two'].map((name) => ({ name, source: name }));

async function within<T>(
  first: string,
  second: string,
  work: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    await warehouse.run(`create table one as ${first}; create table two as ${second}`);
    return await work(warehouse);
  } finally {
    warehouse.close();
  }
}
const datesOf = (fields: readonly LinkField[]): unknown[] =>
  fields.flatMap(({ kind, column }) => (kind.endsWith('date') ? [[kind, column]] : []));
const found = (first: string, second: string): Promise<unknown[]> =>
  within(first, second, async (warehouse) =>
    datesOf([...(await profileRelations(warehouse, relations, 'one_to_one')).fields]),
  );
const joined = german.join(' + ');

describe('[LINK-40] a date in three columns', () => {
  it.each([
    ['beside one in one', inOne, [['date', { one: joined, two: 'dob' }]]],
    [
      'beside three of other names',
      inThree(['by', 'bm', 'bd']),
      [['date', { one: joined, two: 'by + bm + bd' }]],
    ],
    [
      'in English without a word of birth, among persons',
      inThree(['year', 'month', 'day']),
      [['date', { one: joined, two: 'year + month + day' }]],
    ],
  ])('is one field %s', async (_, second, dates) => {
    expect(await found(inThree(german), second)).toEqual(dates);
  });

  it.each([
    ['a month is none', inThree(german, undefined, `month(${born}) + 12`)],
    ['a day is a word', inThree(german, `['Mo', 'Di'][1 + i % 2]`)],
  ])('is none where %s', async (_, first) => {
    expect(await found(first, inOne)).toEqual([]);
  });

  it('its settings can be given back, and no number is lost by how it is written', async () => {
    const rows = `select '1978' as "Geburtsjahr", '6.0' as "Geburtsmonat", '07' as "Geburtstag" union all select '1978', '', '7'`;
    await within(rows, inOne, async (warehouse) => {
      const settings = linkSettingsSchema.parse({
        fields: [{ name: 'born', kind: 'date', column: { one: joined, two: 'dob' } }],
      });
      await checkColumns(warehouse, relations, settings);
      const [one] = await withDates(warehouse, relations, settings);
      const said = await warehouse.rows<{ born: string | null }>(
        `select ${columnSql(joined)} as born from ${one?.source ?? ''} order by 1`,
      );
      expect(said.map((row) => row.born)).toEqual(['1978-06-07', null]);
    });
  });
});
