import { describe, expect, it } from 'vitest';
import {
  linkSettingsSchema,
  type LinkSettingsInput,
} from '../../../pipelines/identity/link/link-settings.ts';
import { profileRelations } from '../../../pipelines/identity/link/profile/profile-relations.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { linkToldNothing, type ToldNothing } from '../../support/link-told-nothing.ts';

/** A number by chance: hashes of several arguments go together in their last bits. */
const chance = (of: string): string => `md5_number_lower(i || '${of}')`;
const oneOf = (of: string, all: readonly string[]): string =>
  `[${all.map((each) => `'${each}'`).join(', ')}][1 + (${chance(of)} % ${String(all.length)})::integer]`;

const brand = oneOf('brand', ['Alba', 'Berg', 'Corvo', 'Delmar', 'Estrel', 'Fanum', 'Gorm', 'Halder']);
const noun = oneOf('noun', ['Pump', 'Valve', 'Bearing', 'Gasket', 'Filter', 'Sensor', 'Motor', 'Coupling', 'Flange', 'Hose', 'Switch', 'Gauge']); // prettier-ignore
const stuff = oneOf('stuff', ['steel', 'brass', 'PVC', 'inox', 'copper', 'rubber', 'ceramic', 'nylon']);
const size = `['DN', 'M', 'R', 'G'][1 + (${chance('s')} % 4)::integer] || (1 + ${chance('n')} % 40)`;

/** Goods that a stock system names with the brand, and a shop with the words in another order and the brand apart; six in ten have a code of trade in both. */
const goods = `create table item as select i, ${brand} as brand, ${noun} as noun, ${stuff} as stuff, ${size} as size, (4000000000000 + ${chance('ean')} % 1000000000)::varchar as ean from range(600) t(i);
  create table stock as select i as id, i as entity, printf('%05d', i) as "Art.-Nr.", brand || ' ' || noun || ' ' || size || ' ' || stuff as "Bezeichnung", ean as "EAN", round(5 + ${chance('p')} % 40000 / 100.0, 2) as "Preis" from item where i < 450;
  create table shop as select i as id, i as entity, 'X-' || i as sku, noun || ' ' || stuff || ' ' || size as title, case when ${chance('said')} % 10 < 6 then ean end as gtin, brand from item where i >= 150;
  create table plain as select i as id, i as entity, 'Q' || i as artikelnummer, stuff || ' ' || noun || ' ' || size || ' ' || brand as artikelname, case when ${chance('said')} % 10 < 6 then ean end as ean from item where i >= 150`;

async function link(names: readonly string[]): Promise<ToldNothing> {
  const warehouse = await openWarehouse({ threads: 2 });
  try {
    await warehouse.run(goods);
    const found = await linkToldNothing(warehouse, names, 'many_to_many');
    console.log(
      `${names.join(' and ')}: precision ${found.precision.toFixed(4)}, recall ${found.recall.toFixed(4)}`,
    );
    return found;
  } finally {
    warehouse.close();
  }
}

const settingsOf = async (...lists: readonly string[]): Promise<LinkSettingsInput> => {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    const relations = lists.map((_, at) => ({ name: `l${String(at)}`, source: `l${String(at)}` }));
    for (const [at, list] of lists.entries())
      await warehouse.run(`create table l${String(at)} as select ${list} from range(200) t(i)`);
    return linkSettingsSchema.parse(await profileRelations(warehouse, relations, 'many_to_many'));
  } finally {
    warehouse.close();
  }
};
const compared = async (...lists: readonly string[]): Promise<(readonly [string, unknown])[]> =>
  (await settingsOf(...lists)).fields.map(({ kind, column, name }) => [kind, column ?? name] as const);

const called = `${noun} || ' ' || i`;
const ean = `(4000000000000 + i)::varchar`;

/**
 * Goods of a maker in ten sizes each, which lists call by few words: a house writes the maker's number behind them, a dealer in one
 * of three only in what else he writes, where seals name the pump that they are for.
 */
const numbered = `create table made as select i, ${brand} as brand, ${noun} as noun, ${stuff} as stuff, upper(left(${noun}, 2)) || (1000 + ${chance('code')} % 9000) || ['A', 'B', 'K'][1 + (${chance('end')} % 3)::integer] as code from range(400) t(i);
  create table house as select i as id, i as entity, brand || ' ' || noun || ' - ' || code as name, brand || ' ' || noun || ' - ' || code || '/ ' || stuff || ' finish/ boxed' as description, 10 + ${chance('p')} % 90 as price from made where i < 300;
  create table dealer as select i as id, i as entity, case ${chance('where')} % 3 when 0 then brand || ' ' || noun || ' kit' else brand || ' ' || stuff || ' ' || noun || ' ' || left(code, 2) || '-' || substr(code, 3) end as name,
    case ${chance('where')} % 3 when 0 then brand || ' ' || code || ' ' || stuff || ' 3 bar' else stuff || ', 3 bar, for AB' || (100 + i % 7) end as description, 10 + ${chance('q')} % 90 as price from made where i >= 100`;

it('[LINK-24] a code that only the description says behind the maker is the name’s, told nothing', async () => {
  const warehouse = await openWarehouse({ threads: 2 });
  try {
    await warehouse.run(numbered);
    const { precision, recall } = await linkToldNothing(warehouse, ['house', 'dealer'], 'many_to_many');
    console.log(`codes in descriptions: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`);
    expect(precision).toBeGreaterThan(0.98);
    expect(recall).toBeGreaterThan(0.98);
  } finally {
    warehouse.close();
  }
});

describe('[LINK-47] lists of goods, told nothing', () => {
  it.each(['shop', 'plain'])(
    'those without a code of trade are found by what they are called: %s',
    async (other) => {
      const { precision, recall } = await link(['stock', other]);
      expect(precision).toBeGreaterThan(0.98);
      expect(recall).toBeGreaterThan(0.98);
    },
  );

  it('a title goes with what the other list calls its goods, a brand with none of them', async () => {
    expect(
      await compared(
        `printf('%05d', i) as "Art.-Nr.", ${called} as "Bezeichnung", ${ean} as "EAN"`,
        `'X-' || i as sku, ${called} || ' blue' as title, ${ean} as gtin, ${brand} as brand`,
      ),
    ).toEqual([
      ['text', { l0: 'Bezeichnung', l1: 'title' }],
      ['identifier', { l0: 'EAN', l1: 'gtin' }],
    ]);
  });

  it('a title goes with a name where both lists write more of their goods', async () => {
    const found = await compared(
      `'A' || i as 货号, ${called} as 品名, 'for plant ' || i as 说明, ${brand} as 厂家`,
      `'B' || i as item_no, 'it is ' || i || ' of a kind' as details, ${called} || ' new' as title, ${brand} as manufacturer`,
    );
    expect(found).toContainEqual(['text', { l0: '品名', l1: 'title' }]);
    expect(found).toContainEqual(['company_name', { l0: '厂家', l1: 'manufacturer' }]);
  });

  it('who makes goods is not who supplies them', async () => {
    const found = await compared(
      `'A' || i as sku, ${called} as name, ${brand} as brand`,
      `'B' || i as sku, ${called} as name, 'Supply ' || i % 90 as supplier`,
    );
    expect(found.map(([, column]) => column)).toEqual(['sku', 'name']);
  });

  it('the maker stands before the title where the other list says it in its names', async () => {
    const stock = `i as "Art.-Nr.", ${brand} || ' ' || ${called} as "Bezeichnung"`;
    const shop = (title: string): string => `'X-' || i as sku, ${title} as title, ${brand} as brand`;
    expect(await compared(stock, shop(called))).toEqual([
      ['text', { l0: 'Bezeichnung', l1: 'brand + title' }],
    ]);
    expect(await compared(stock, shop(`${brand} || ' ' || ${called}`))).toEqual([
      ['text', { l0: 'Bezeichnung', l1: 'title' }],
    ]);
  });

  it.each([
    ['sku', `'X-' || i`, true],
    ['Art.-Nr.', `printf('%05d', i)`, true],
    ['item no', `i + 1000`, true],
    ['物料编码', `'M' || i`, true],
    ['Artikel', `'M' || i`, true],
    ['sku', `'X-' || i // 2`, false],
    ['EAN', ean, false],
  ])('a number that the list gives its goods names the rows: %s of %s', async (name, number, isKey) => {
    const list = `${called} as title, 9 + i % 50 as price, ${number} as "${name}"`;
    expect((await settingsOf(list, list)).key).toEqual(isKey ? { l0: name, l1: name } : undefined);
  });
});
