import { describe, expect, it } from 'vitest';
import type { LinkField, LinkMode } from '../../../pipelines/identity/link/link-settings.ts';
import { profileRelations } from '../../../pipelines/identity/link/profile/profile-relations.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';

const given = ['Anna', 'Robert', 'Lena', 'Thomas', 'Xaquira', 'Oluwabi'];
const trade = ['Machinery', 'Trading GmbH', 'Logistics', 'Bank', 'Alba', 'Terra'];
const list = (words: readonly string[]): string =>
  `[${words.map((word) => `'${word}'`).join(', ')}][1 + i % ${String(words.length)}]`;
/** No letter in it is a digit: two hundred surnames, or brands. */
const last = `'Ber' || chr(97 + (i // 26)::integer) || chr(97 + (i % 26)::integer)`;
const person = `${list(given)} || ' ' || ${last}`;
const company = `${last} || ' ' || ${list(trade)}`;
const mixed = `case when i % 10 = 0 then ${company} else ${person} end`;
const city = `['Köln', 'Ulm'][1 + i % 2] as city`;
const table = (name: string, heading = 'name', rows = 200): string =>
  `select i as id, ${name} as "${heading}", ${city} from range(${String(rows)}) t(i)`;

async function fieldsOf(tables: readonly string[], mode: LinkMode): Promise<LinkField[]> {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    for (const [at, sql] of tables.entries()) await warehouse.run(`create table t${String(at)} as ${sql}`);
    const relations = tables.map((_, at) => ({ name: `t${String(at)}`, source: `t${String(at)}` }));
    return [...(await profileRelations(warehouse, relations, mode)).fields];
  } finally {
    warehouse.close();
  }
}
const kindOf = async (...tables: readonly string[]): Promise<string | undefined> =>
  (await fieldsOf(tables, tables.length === 1 ? 'dedupe' : 'many_to_many'))[0]?.kind;

describe('[LINK-39] a column of names that may be persons’ or companies’', () => {
  it.each([
    ['persons', person, 'full_name'],
    ['companies', company, 'company_name'],
    ['one company among ten', mixed, 'company_name'],
  ])('one table of %s', async (_, names, kind) => {
    expect(await kindOf(table(names))).toBe(kind);
  });

  const lines = (one: string, two: string): string =>
    `select i as id, ${one} as "NAME1", ${two} as "NAME2", ${city} from range(200) t(i)`;
  const inParts = `select i as id, ${list(given)} as first_name, ${last} as last_name, ${city} from range(200) t(i)`;
  it.each([
    ['the surname first', last, list(given), { first_name: 'NAME2', last_name: 'NAME1' }],
    ['the given name first', list(given), last, { first_name: 'NAME1', last_name: 'NAME2' }],
    ['companies', last, list(trade), {}],
    ['the second line empty but for few', last, `case when i % 3 = 0 then ${list(given)} end`, {}],
  ])('two lines of names: %s', async (_, one, two, named) => {
    const fields = await fieldsOf([inParts, lines(one, two)], 'many_to_many');
    const kinds = new Set(['given_name', 'surname']);
    const parts = fields.flatMap(({ name, kind, column }) =>
      kinds.has(kind) && typeof column === 'object' ? [[name, column.t1]] : [],
    );
    expect(Object.fromEntries(parts)).toEqual(named);
  });

  it.each([
    ['persons in both', table(person), table(person), 'full_name'],
    ['companies in both', table(company), table(company), 'company_name'],
    ['persons in one, both in the other', table(person), table(mixed), 'company_name'],
    ['customers that are persons', table(person, 'Kundenname'), table(person, 'customer_name'), 'full_name'],
    ['a heading that says companies', table(person, 'company'), table(person, 'company'), 'company_name'],
    ['a name beside a whole name', table(person), table(person, 'full_name'), 'full_name'],
    ['one lead of a name that is not known', table(`'Ximo Berab'`, 'name', 1), table(person), 'full_name'],
    ['one lead that is a company', table(`'Berab GmbH'`, 'name', 1), table(person), 'company_name'],
  ])('%s', async (_, first, second, kind) => {
    expect(await kindOf(first, second)).toBe(kind);
  });
});
