import { describe, expect, it } from 'vitest';
import type { LinkSettingsInput } from '../../../pipelines/identity/link/link-settings.ts';
import { profileRelations } from '../../../pipelines/identity/link/profile/profile-relations.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';

describe('[LINK-1] a number under a name that says nothing', () => {
  it.each([
    ['no two rows of a short table have one: it names them', 5_000, 'i', { person: 'Kundennummer' }],
    [
      'a few rows of a long table have one: a sample does not show it',
      400_000,
      'case when i < 100 then i - i % 2 else i end',
      undefined,
    ],
  ] as const)('%s', async (_, rows, number, key) => {
    const warehouse = await openWarehouse({ threads: 1 });
    try {
      await warehouse.run(
        `create table person as select ${number} as "Kundennummer", 'Anna ' || i % 977 as full_name from range(${String(rows)}) t(i)`,
      );
      const found = await profileRelations(warehouse, [{ name: 'person', source: 'person' }], 'dedupe');
      expect(found.key).toEqual(key);
      expect(found.fields.map(({ name }) => name)).toEqual([
        ...(key === undefined ? ['Kundennummer'] : []),
        'full_name',
      ]);
    } finally {
      warehouse.close();
    }
  });
});

describe('what two lists have in common, told nothing', () => {
  const found = async (first: string, second: string): Promise<LinkSettingsInput> => {
    const warehouse = await openWarehouse({ threads: 1 });
    try {
      await warehouse.run(`create table one as ${first}; create table two as ${second}`);
      const relations = ['one', 'two'].map((name) => ({ name, source: name }));
      return await profileRelations(warehouse, relations, 'one_to_one');
    } finally {
      warehouse.close();
    }
  };
  const rows = `from range(200) t(i)`;

  it('[LINK-1] the number that a list gives its records names them where nothing else does, if every row has its own', async () => {
    const customers = (number: string): string =>
      `select ${number} as "Kundennr", 'Anna ' || i as "Name" ${rows}`;
    const partners = `select 'P' || i as "KUNNR", 'Anna ' || i as "Name" ${rows}`;
    expect((await found(customers(`'K' || i`), partners)).key).toEqual({ one: 'Kundennr', two: 'KUNNR' });
    expect((await found(customers(`'K' || (i // 2)`), partners)).key).toEqual({ two: 'KUNNR' });
  });

  it.each([
    ['called as what is listed', `'Anna ' || i as name, 'P' || i as "PARTNER"`, 'PARTNER'],
    ['first, under a name that says nothing', `'Q7' || i as xyz, 'Anna ' || i as name`, 'xyz'],
    ['names', `'Anna ' || i as "Kunde", i % 9 as n`, undefined],
    ['two rows have one', `'P' || (i // 2) as "PARTNER", 'Anna ' || i as name`, undefined],
    ['an amount', `i * 3 as price, 'Anna ' || i as name`, undefined],
    ['a mailbox', `'a' || i || '@berg.org' as client, 'Anna ' || i as name`, undefined],
    ['codes in the middle', `'Anna ' || i as name, 'h' || i as hash`, undefined],
  ])('[LINK-1] codes that are all different name the rows: %s', async (_, columns, key) => {
    const list = `select ${columns} ${rows}`;
    expect((await found(list, list)).key).toEqual(key === undefined ? undefined : { one: key, two: key });
  });

  it('[LINK-1] the key of a table is not compared within it', async () => {
    const warehouse = await openWarehouse({ threads: 1 });
    try {
      await warehouse.run(
        `create table one as select 'P' || i as "PARTNER", 'Anna ' || i // 2 as name ${rows}`,
      );
      const { key, fields } = await profileRelations(warehouse, [{ name: 'one', source: 'one' }], 'dedupe');
      expect([key, fields.map(({ name }) => name)]).toEqual([{ one: 'PARTNER' }, ['name']]);
    } finally {
      warehouse.close();
    }
  });

  it('[LINK-15] numbers that two lists give their own records are not compared, those they share are', async () => {
    const list = (prefix: string): string =>
      `select i as id, '${prefix}-' || i as account_number, 'Anna ' || i as full_name ${rows}`;
    const names = async (other: string): Promise<string[]> =>
      (await found(list('A'), list(other).replace('account_number', 'kundennummer'))).fields.map(
        ({ name }) => name,
      );
    expect(await names('B')).toEqual(['full_name']);
    expect(await names('A')).toEqual(['account_number', 'full_name']);
  });

  it.each([
    ['%m/%d/%Y', '%Y-%m-%d', true],
    ['%d/%m/%Y', '%Y-%m-%d', undefined],
    ['%m/%d/%Y', '%d/%m/%Y', undefined],
    ['%d.%m.%Y', '%m/%d/%Y', true],
  ])('[LINK-26] days written %s and %s have the month first: %s', async (first, second, monthFirst) => {
    const list = (format: string): string =>
      `select i as id, 'Anna ' || i as full_name, strftime(date '1970-01-01' + i::integer * 11, '${format}') as birth_date ${rows}`;
    const { fields } = await found(list(first), list(second));
    expect(fields.map(({ name, month_first: first }) => [name, first])).toEqual([
      ['full_name', undefined],
      ['birth_date', monthFirst],
    ]);
  });

  it('[LINK-29] [LINK-32] a city before an address in Han characters goes to the column that the other list has of cities', async () => {
    const { fields } = await found(
      `select i as id, '王' || i as 姓名, ['上海市', '苏州市'][1 + i % 2] as 城市, '中山路' || i || '号' as 地址 ${rows}`,
      `select i as id, '王' || i as 姓名, ['上海市', '苏州市'][1 + i % 2] || '中山路' || i || '号' as 详细地址 ${rows}`,
    );
    expect(fields.map(({ name, parts = false }) => [name, parts])).toEqual([
      ['姓名', true],
      ['地址', true],
      ['城市', false],
    ]);
  });

  it('[LINK-15] a legal form is a word of its own: names of persons that end in its letters are no companies', async () => {
    const persons = "['Rossi Marco', 'Weber Lisa', 'Costa Federico', 'Novak Melissa'][1 + i % 4]";
    const firms = "['Rossi S.p.A.', 'Weber AG', 'Costa Co., Ltd.', 'Novak'][1 + i % 4]";
    const kinds = async (names: string): Promise<unknown[]> => {
      const list = `select i as id, ${names} as "Ansprechpartner", i * 7 as konto ${rows}`;
      return (await found(list, list)).fields.map(({ kind }) => kind);
    };
    expect((await kinds(persons))[0]).toBe('full_name');
    expect((await kinds(firms))[0]).toBe('company_name');
  });

  it('[LINK-15] a column of yes and no is no column of names, in however short a list', async () => {
    const list = `select i as id, 'Anna ' || i as full_name, ['Yes', 'No'][1 + i % 2] as newsletter, ['ja', 'nein'][1 + i % 2] as gesperrt from range(24) t(i)`;
    expect((await found(list, list)).fields.map(({ name, kind }) => [name, kind])).toEqual([
      ['full_name', 'full_name'],
      ['newsletter', 'category'],
      ['gesperrt', 'category'],
    ]);
  });

  it('[LINK-34] the whole name of one lead is looked for among contacts whose names stand in parts', async () => {
    const { fields } = await found(
      `select 1 as id, 'Anna Berg' as name`,
      `select i as id, 'Anna' || i as first_name, 'Berg' || i as last_name ${rows}`,
    );
    expect(fields.map(({ name, column }) => [name, column])).toEqual([
      ['first_name', { two: 'first_name' }],
      ['last_name', { two: 'last_name' }],
      ['name', { one: 'name' }],
    ]);
  });

  it('[LINK-15] of three lists what two have is compared, and a name that two have goes with no other', async () => {
    const warehouse = await openWarehouse({ threads: 1 });
    try {
      await warehouse.run(
        `create table one as select i as id, 'Anna ' || i as full_name, '555' || (1000 + i) as phone, ['a', 'b'][1 + i % 2] as gender ${rows};
         create table two as select i as id, 'Bela ' || i as full_name, 'a' || i || '@berg.org' as email, ['x', 'y'][1 + i % 2] as segment ${rows};
         create table three as select i as id, '777' || (1000 + i) as mobile, 'b' || i || '@berg.org' as email, ['a', 'b'][1 + i % 2] as gender ${rows}`,
      );
      const relations = ['one', 'two', 'three'].map((name) => ({ name, source: name }));
      const { fields } = await profileRelations(warehouse, relations, 'dedupe');
      expect(fields.map(({ name, column }) => [name, column])).toEqual([
        ['full_name', { one: 'full_name', two: 'full_name' }],
        ['phone', { one: 'phone', three: 'mobile' }],
        ['gender', { one: 'gender', three: 'gender' }],
        ['email', { two: 'email', three: 'email' }],
      ]);
    } finally {
      warehouse.close();
    }
  });
});
