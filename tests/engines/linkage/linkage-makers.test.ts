import { expect, it } from 'vitest';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { linkToldNothing } from '../../support/link-told-nothing.ts';

const chance = (of: string): string => `md5_number_lower(i || '${of}')`;
const oneOf = (of: string, all: readonly string[]): string =>
  `[${all.map((each) => `'${each}'`).join(', ')}][1 + (${chance(of)} % ${String(all.length)})::integer]`;

/** A maker of a third of all, and many of a few each. */
const maker = `case when ${chance('big')} % 3 = 0 then 'Alba Nova' else ${oneOf('maker', ['Berg', 'Corvo', 'Delmar', 'Estrel', 'Fanum', 'Gorm', 'Halder', 'Iskra', 'Jura', 'Kolm', 'Lavo', 'Mirn'])} end`;
const noun = oneOf('noun', ['pump', 'valve', 'filter', 'sensor', 'motor', 'gauge', 'switch', 'hose']);
const look = oneOf('look', ['steel', 'brass', 'blue', 'quiet', 'compact', 'heavy', 'slim', 'sealed']);
const use = oneOf('use', ['for water', 'for oil', 'for gas', 'for steam', 'for food', 'for paint']);
const extra = oneOf('extra', ['with clamp', 'boxed', 'set of 2', 'wall mount', 'portable', 'spare part', 'twin pack', 'long life']); // prettier-ignore

const line = `${oneOf('line', ['Ard', 'Blu', 'Cor', 'Dun', 'Fen', 'Gal', 'Har', 'Jas', 'Kel', 'Lom', 'Mist', 'Nor', 'Ost'])} || ${oneOf('kind', ['ento', 'ari', 'oma', 'ile', 'usta'])}`;

/**
 * What two shops sell, each of its own goods and of some that both have. Both name the maker in the title and apart; the number of
 * the model stands in a column of its own here, there in the title or in such a column, with hyphens.
 */
const shops = `create table made as select i, ${maker} as maker, ${noun} as noun, ${look} as look, ${use} as use, ${extra} as extra, left(${noun}, 2) || (1000 + ${chance('code')} % 9000) || ['a', 'b', 'k'][1 + (${chance('end')} % 3)::integer] as code, 20 + ${chance('price')} % 900 as price from range(220) t(i);
  create table north as select i as id, i as entity, maker || ' ' || look || ' ' || noun || ' ' || use as title, maker as brand, code as "modelNo", price from made where i < 130;
  create table south as select i as id, i as entity, maker || ' ' || noun || ' ' || use || ' ' || extra || case when ${chance('where')} % 2 = 0 then ' ' || upper(left(code, 2)) || '-' || substr(code, 3) else '' end as title, maker as brand, case when ${chance('where')} % 2 = 1 then upper(left(code, 2)) || '-' || substr(code, 3) end as "modelNo", price + ${chance('dearer')} % 9 as price from made where i >= 90`;

it('[LINK-50] that two goods are of one maker counts once, in his column and in their names', async () => {
  const warehouse = await openWarehouse({ threads: 2 });
  try {
    await warehouse.run(shops);
    await warehouse.run(
      `create table named as select m.*, ${line} as line from made m;
      create table here as select i as id, i as entity, maker || ' ' || line || ' ' || look || ' ' || noun || ' ' || use as title, maker as brand from named where i < 130;
      create table there as select i as id, i as entity, maker || ' ' || line || ' ' || look || ' ' || noun || ' ' || use || ' ' || extra as title, maker as brand from named where i >= 90`,
    );
    const { precision, recall, settings } = await linkToldNothing(
      warehouse,
      ['here', 'there'],
      'many_to_many',
    );
    console.log(`makers: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`);
    expect(settings.fields.find(({ kind }) => kind === 'text')?.follows).toBe('brand');
    expect(precision).toBeGreaterThan(0.98);
    expect(recall).toBeGreaterThan(0.5);
  } finally {
    warehouse.close();
  }
});

it('[LINK-51] the number of a model is one, in its column and in the name', async () => {
  const warehouse = await openWarehouse({ threads: 2 });
  try {
    await warehouse.run(shops);
    const { precision, recall, settings } = await linkToldNothing(
      warehouse,
      ['north', 'south'],
      'many_to_many',
    );
    console.log(`models: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`);
    expect(settings.fields.map(({ kind, column, name }) => [kind, column ?? name])).toEqual([
      ['text', { north: 'title + modelNo', south: 'title + modelNo' }],
      ['company_name', 'brand'],
      ['number', 'price'],
    ]);
    expect(precision).toBeGreaterThan(0.95);
    expect(recall).toBeGreaterThan(0.95);
  } finally {
    warehouse.close();
  }
});

/** A shop that writes little, and a dealer who writes to whom it belongs, what it runs on and how it is packed. */
const wordy = `create table made as select i, ${line} as line, ${noun} as noun, ${look} as look, ${maker} as maker from range(240) t(i);
  create table little as select i as id, i as entity, look || ' ' || line || ' ' || noun as title, 10 + ${chance('price')} % 300 as price from made where i < 150;
  create table much as select i as id, i as entity, maker || ' ' || (10000 + i % 7) || ' ' || look || ' ' || line || ' ' || noun || ' ' || ${use} || ' ' || ${extra} || ' 110 to 240 volts' as title, 10 + ${chance('price')} % 300 + ${chance('dearer')} % 20 as price from made where i >= 90`;

it('[LINK-52] a title that says all that the other does, and more, is nearly the same', async () => {
  const warehouse = await openWarehouse({ threads: 2 });
  try {
    await warehouse.run(wordy);
    const { precision, recall } = await linkToldNothing(warehouse, ['little', 'much'], 'many_to_many');
    console.log(`wordy: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`);
    expect(precision).toBeGreaterThan(0.88);
    expect(recall).toBeGreaterThan(0.6);
  } finally {
    warehouse.close();
  }
});
