import { describe, expect, it } from 'vitest';
import type { LinkMode } from '../../../pipelines/identity/link/link-settings.ts';
import type { LinkModel } from '../../../pipelines/identity/link/link-model.ts';
import { profileRelations } from '../../../pipelines/identity/link/profile/profile-relations.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { linkToldNothing } from '../../support/link-told-nothing.ts';
import type { PairScores } from '../../support/pair-scores.ts';

/** A made-up word; `rare` says how many there are. */
const word = (of: string, rare: number): string => `md5((hash(${of}) % ${String(rare)})::varchar)[1:6]`;
const oneOf = (of: string, all: readonly string[]): string =>
  `[${all.map((each) => `'${each}'`).join(', ')}][1 + (hash(${of}) % ${String(all.length)})::integer]`;
const slip = (text: string, of: string): string =>
  `case when hash(${of}, 'slip') % 6 = 0 then ${text}[:3] || 'x' || ${text}[5:] else ${text} end`;

/** Papers as two libraries list them: other names of the venue, years in common by the hundred, some titles with a slip. */
const papers = `create table paper as select i, ${[1, 2, 3, 4, 5].map((at) => word(`i, ${String(at)}`, 900)).join(` || ' ' || `)} as title,
    ${word(`i, 'who'`, 400)} || ', ' || ${word(`i, 'with'`, 400)} as authors, 1990 + (hash(i, 'year') % 10)::integer as year, (hash(i, 'venue') % 5)::integer as venue from range(1500) t(i);
  create table first as select 'f' || i as id, i as entity, title || '.' as title, authors, ${oneOf(`venue, 1`, ['VLDB', 'SIGMOD', 'TODS'])} as venue, year from paper where hash(i, 'a') % 10 < 9;
  create table second as select 's' || i as id, i as entity, upper(${slip('title', 'i')}) as title, authors, ${oneOf(`venue, 2`, ['Very Large Data Bases', 'Management of Data', 'Transactions'])} as venue, year from paper where hash(i, 'b') % 10 < 9`;

/** Offers of two shops: texts that have nothing in common, prices in a currency and not the same, a code in most names. */
const offers = `create table offer as select i, ${oneOf(`i, 'brand'`, ['Solar', 'Panorama', 'Kanto', 'Bowers', 'Lumen', 'Sangha', 'Whirl', 'Netge', 'Gartner', 'Yamato', 'Nikai', 'Jotun'])} as brand,
    ${oneOf(`i, 'noun'`, ['camera', 'television', 'dishwasher', 'headphones', 'camcorder', 'lens', 'router', 'navigator', 'refrigerator', 'speaker', 'player', 'telephone'])} as noun,
    upper(md5(i::varchar)[1:3]) || (100 + hash(i, 'no') % 9000) as code, 20 + (hash(i, 'price') % 200000) / 100.0 as price from range(900) t(i);
  create table first as select 'f' || i as id, i as entity, brand || ' ' || noun || ' - ' || code as name, ${[1, 2, 3, 4, 5, 6].map((at) => word(`i, 'd${String(at)}'`, 300)).join(` || ' ' || `)} as description, '$' || round(price, 2) as price from offer where hash(i, 'a') % 10 < 9;
  create table second as select 's' || i as id, i as entity, brand || ' ' || code || ' ' || noun as name, ${[1, 2, 3, 4, 5, 6].map((at) => word(`i, 'e${String(at)}'`, 300)).join(` || ' ' || `)} as description, '$' || round(price * (0.95 + (hash(i, 'off') % 10) / 100.0), 2) as price from offer where hash(i, 'b') % 10 < 9`;

/** The same, but a name has few words in common with the other's, and one code in five is written with a hyphen. */
const codes = offers
  .replace(
    `brand || ' ' || code || ' ' || noun as name`,
    `${word(`i, 'own'`, 300)} || ' ' || case when hash(i, 'h') % 5 = 0 then code[1:3] || '-' || code[4:] else code end as name`,
  )
  .replaceAll('price * ', `case when hash(i, 'none') % 2 = 0 then price end * `);

/** Persons of whom up to six records are kept, with the whole name beside its parts and the place of birth. */
const persons = `create table person as select i, ${word(`i, 'given'`, 150)} as given, ${word(`i, 'sur'`, 300)} as surname, ${word(`i, 'place'`, 200)} as place,
    date '1700-01-01' + (hash(i, 'born') % 60000)::integer as born, upper(md5(i || 'p')[1:2]) || (hash(i, 'post') % 90 + 10) as postcode from range(900) t(i);
  create table first as select 'r' || (i * 10 + k) as id, i as entity, given || ' ' || ${slip('surname', 'i, k')} as full_name, given || ' ' || ${slip('surname', 'i, k')} as first_and_surname, given as first_name, ${slip('surname', 'i, k')} as surname,
      case when hash(i, k, 'b') % 5 > 0 then case when hash(i, k, 'w') % 4 = 0 then date_trunc('year', born)::date else born end end as dob,
      case when hash(i, k, 'pl') % 5 > 0 then place end as birth_place, case when hash(i, k, 'po') % 5 > 0 then postcode end as postcode_kept
    from person, range(6) r(k) where hash(i, 'many') % 6 >= k`;

async function link(
  sql: string,
  names: readonly string[],
  mode: LinkMode,
): Promise<PairScores & { readonly model: LinkModel }> {
  const warehouse = await openWarehouse({ threads: 2 });
  try {
    await warehouse.run(sql);
    const { model, ...scores } = await linkToldNothing(warehouse, names, mode);
    console.log(
      `${names.join(' and ')}, ${model.fields.map(({ name, kind }) => `${name} ${kind}`).join(', ')}: precision ${scores.precision.toFixed(4)}, recall ${scores.recall.toFixed(4)}, F1 ${scores.f1.toFixed(4)}`,
    );
    return { ...scores, model };
  } finally {
    warehouse.close();
  }
}

const kindsOf = (model: LinkModel): Record<string, string> =>
  Object.fromEntries(model.fields.map(({ name, kind }) => [name, kind]));

describe('other kinds of data than customers, told nothing', () => {
  it('[LINK-19] papers: a year that all blocks of are too large catches none, so titles are looked for otherwise', async () => {
    const { precision, recall, model } = await link(papers, ['first', 'second'], 'one_to_one');
    expect(model.rules.length).toBeGreaterThan(2);
    expect(model.rules).not.toContainEqual(['year']);
    expect(precision).toBeGreaterThan(0.99);
    expect(recall).toBeGreaterThan(0.97);
  });

  it("[LINK-21] offers: beside a price a name is a product's, and an amount may carry a currency", async () => {
    const { precision, recall, model } = await link(offers, ['first', 'second'], 'one_to_one');
    expect(kindsOf(model)).toEqual({
      name: 'text',
      'name code': 'code_list',
      description: 'text',
      price: 'number',
    });
    expect(precision).toBeGreaterThan(0.95);
    expect(recall).toBeGreaterThan(0.9);
  });

  it('[LINK-24] offers whose names have a code in common and little else', async () => {
    const { precision, recall } = await link(codes, ['first', 'second'], 'one_to_one');
    expect(precision).toBeGreaterThan(0.95);
    expect(recall).toBeGreaterThan(0.9);
  });

  it('[LINK-21] persons: a whole name beside its parts is not compared as well, a place of birth is no date', async () => {
    const { precision, recall, model } = await link(persons, ['first'], 'dedupe');
    expect(kindsOf(model)).toEqual({
      first_name: 'given_name',
      surname: 'surname',
      dob: 'date',
      birth_place: 'city',
      postcode_kept: 'postcode',
    });
    expect(precision).toBeGreaterThan(0.97);
    expect(recall).toBeGreaterThan(0.95);
  });

  it('[LINK-21] a whole name is compared where the other table has nothing else', async () => {
    const warehouse = await openWarehouse({ threads: 2 });
    try {
      await warehouse.run(`${persons}; create table second as select id, entity, full_name, dob from first`);
      const relations = ['first', 'second'].map((name) => ({ name, source: name }));
      const { fields } = await profileRelations(warehouse, relations, 'one_to_one');
      expect(fields.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['full_name full_name', 'dob date']);
    } finally {
      warehouse.close();
    }
  });
});
