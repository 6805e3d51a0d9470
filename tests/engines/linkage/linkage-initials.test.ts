import { expect, it } from 'vitest';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { linkToldNothing } from '../../support/link-told-nothing.ts';

const chance = (of: string): string => `md5_number_lower(i || '${of}')`;
const homes = (of: string): string => `md5_number_lower(home || '${of}')`;
const oneOf = (by: string, all: readonly string[]): string =>
  `[${all.map((each) => `'${each}'`).join(', ')}][1 + (${by} % ${String(all.length)})::integer]`;

const given = oneOf(chance('given'), 'Anna Bela Carl Dora Emil Fanny Georg Hanna Ivan Julia Karl Lena Mark Nora Oskar Paula Quinn Rosa Stefan Tilda Ulrich Vera Willem Xenia'.split(' ')); // prettier-ignore
const surname = `${oneOf(homes('one'), ['Ber', 'Den', 'Fal', 'Gar', 'Hol', 'Ker', 'Lan', 'Mor', 'Nis', 'Pat', 'Ras', 'Sel'])} || ${oneOf(homes('two'), ['tor', 'ulm', 'ven', 'wes', 'rek', 'lin', 'dam', 'ford'])}`;
const street = oneOf(homes('street'), ['STARK', 'BANKS', 'MITCHELL', 'BASSETT', 'RIDGE', 'MALTA', 'OCONEE']);
/** Written again by another hand: a letter in the middle is another one. */
const again = (name: string): string =>
  `case when ${chance('slip')} % 3 = 0 then left(${name}, 2) || 'a' || substr(${name}, 4) else ${name} end`;

/** Two counts of the people of some streets, without birthdays: households of one to six, whose names the second count writes otherwise. */
const counts = `create table person as select home * 6 + member as i, home from range(70) h(home), range(6) m(member) where member < 1 + ${homes('size')} % 6;
  create table said as select i, home, ${given} as given, chr(65 + (${chance('initial')} % 20)::integer) as initial, ${surname} as surname, 100 + 2 * home as number, ${street} as street from person;
  create table first_count as select i as id, i as entity, surname as last_name, given as first_name, initial as middle_initial, number as house_number, street from said where ${chance('counted')} % 10 < 8;
  create table second_count as select i as id, i as entity, ${again('surname')} as last_name, ${again('given')} as first_name, case when ${chance('silent')} % 5 > 0 then initial end as middle_initial, number as house_number, street from said where ${chance('again')} % 10 < 8`;

it('[LINK-25] a middle initial tells members of a household apart where no birthday does', async () => {
  const warehouse = await openWarehouse({ threads: 2 });
  try {
    await warehouse.run(counts);
    const { precision, recall, settings } = await linkToldNothing(
      warehouse,
      ['first_count', 'second_count'],
      'many_to_many',
    );
    console.log(`initials: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`);
    expect(settings.fields.map(({ kind }) => kind)).toEqual([
      'surname',
      'given_name',
      'given_name',
      'house_number',
      'address',
    ]);
    expect(precision).toBeGreaterThan(0.95);
    expect(recall).toBeGreaterThan(0.8);
  } finally {
    warehouse.close();
  }
});
