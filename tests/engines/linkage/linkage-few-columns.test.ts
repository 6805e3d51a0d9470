import { describe, expect, it } from 'vitest';
import type { LinkMode } from '../../../pipelines/identity/link/link-settings.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { linkToldNothing, type ToldNothing } from '../../support/link-told-nothing.ts';

const chance = (of: string): string => `md5_number_lower(i || '${of}')`;
const oneOf = (of: string, all: readonly string[]): string =>
  `[${all.map((each) => `'${each}'`).join(', ')}][1 + (${chance(of)} % ${String(all.length)})::integer]`;

async function link(
  make: string,
  names: readonly string[],
  mode: LinkMode = 'many_to_many',
): Promise<ToldNothing> {
  const warehouse = await openWarehouse({ threads: 2 });
  try {
    await warehouse.run(make);
    const found = await linkToldNothing(warehouse, names, mode);
    console.log(
      `${names.join(' and ')}: precision ${found.precision.toFixed(4)}, recall ${found.recall.toFixed(4)}`,
    );
    return found;
  } finally {
    warehouse.close();
  }
}

const begin = oneOf('begin', ['Ard', 'Blu', 'Cor', 'Dun', 'El', 'Fen', 'Gal', 'Har', 'In', 'Jas', 'Kel', 'Lom', 'Mist', 'Nor', 'Ost', 'Pel', 'Quil', 'Ren']); // prettier-ignore
const middle = oneOf('middle', ['ento', 'ari', 'oma', 'ile', 'usta', 'evi', 'anto', 'iro', 'ume', 'ola']);
const second = oneOf('second', ['ba', 'ko', 'mi', 'tu', 'ra', 'le', 'so', 'ni', 'va', 'de']);
const end = oneOf('end', ['n', 'x', 'r', 'tec', 's', 'dyne', 'l', 'com']);

/** Firms that one register writes with the legal form in full, the other in capitals and with it short, or without. */
const firms = `create table firm as select i, ${begin} || ${middle} || ${second} || ${end} as name from range(1200) t(i) qualify row_number() over (partition by ${begin} || ${middle} || ${second} order by i) = 1;
  create table register as select i as id, i as entity, name || [' Corporation', ', Inc.', ' Company', ''][1 + (${chance('form')} % 4)::integer] as name from firm where i < 700;
  create table trade as select i as id, i as entity, upper(name) || [' CORP', ' INC', ' CO', ''][1 + (${chance('form')} % 4)::integer] as name from firm where i >= 500;
  create table both_in_one as select 2 * id as id, entity, name from register union all select 2 * id + 1, entity, name from trade`;

const common = oneOf('common', ['Global', 'Pacific', 'Northern', 'United', 'General', 'First', 'National', 'Royal', 'Delta', 'Nordic']); // prettier-ignore
const line = oneOf('line', ['Logistics', 'Foods', 'Steel', 'Energy', 'Insurance', 'Bank', 'Textiles', 'Electronics', 'Machinery', 'Shipping', 'Chemicals', 'Pharma']); // prettier-ignore

/** Firms of a list, half of them called by a word that others have, too; every third stands in it twice. */
const mixed = `create table called as select distinct on (name) * from (select i, case when i % 2 = 0 then ${common} || ' ' || ${line} else ${begin} || ${middle} || ${second} || ${end} || case when i % 4 = 1 then ' ' || ${line} else '' end end as name from range(240) t(i)) order by name, i;
  create table listed as select 2 * i as id, i as entity, name || [' Ltd', ' Inc.', ' GmbH', ''][1 + (${chance('form')} % 4)::integer] as company from called
    union all select 2 * i + 1, i, upper(name) || [' LTD', ' INC', ' GMBH', ''][1 + (${chance('form')} % 4)::integer] from called where i % 3 = 0`;

it('[LINK-54] firms that have one word of their names in common are not one, where names are all there is', async () => {
  const { precision, recall } = await link(mixed, ['listed'], 'dedupe');
  expect(precision).toBeGreaterThan(0.9);
  expect(recall).toBeGreaterThan(0.9);
});

describe('[LINK-49] who says nothing but what firms are called is linked by that', () => {
  it.each([
    ['two lists', ['register', 'trade'], 'many_to_many'],
    ['one list', ['both_in_one'], 'dedupe'],
  ] as const)('%s', async (_, names, mode) => {
    const { precision, recall } = await link(firms, names, mode);
    expect(precision).toBeGreaterThan(0.98);
    expect(recall).toBeGreaterThan(0.98);
  });
});
