import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { linkFiles } from '../../../pipelines/identity/link/link-files.ts';
import type { LinkSettings } from '../../../pipelines/identity/link/link-settings.ts';
import { profileRelations } from '../../../pipelines/identity/link/profile/profile-relations.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const syllables = 'ber den fal gar hol ker lan mor nis pat ras sel tor ulm ven wes'.split(' ');
const regions = ['IL', 'OH', 'CA', 'FL'];

interface Firm {
  readonly name: string;
  readonly street: string;
  readonly city: string;
  readonly region: string;
  readonly postcode: string;
}

/** Firms of few names, so that it takes the town to tell many of them apart; some are named with a slip the second time. */
function firms(size: number): { first: Firm[]; second: Firm[] } {
  const random = seededRandom(11);
  const word = (): string => `${random.pick(syllables)}${random.pick(syllables)}`;
  const title = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const towns = Array.from({ length: 120 }, (_, at) => ({
    city: `${at % 4 === 0 ? 'Bad ' : ''}${title(word())}`,
    region: random.pick(regions),
    postcode: String(10_000 + at * 613),
  }));
  const names = Array.from({ length: size / 3 }, () => `${title(word())} ${title(word())}`);
  const first = Array.from({ length: size }, (): Firm => ({
    name: random.pick(names),
    street: `${String(1 + random.integer(90))} ${title(word())} Road`,
    ...random.pick(towns),
  }));
  const slip = (text: string): string => (random.chance(0.3) ? text.slice(0, -1) : text);
  const second = first.map((firm) => ({ ...firm, name: slip(firm.name), street: random.chance(0.3) ? '' : firm.street })); // prettier-ignore
  return { first, second };
}

const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n');
const list = (prefix: string, heads: readonly string[], all: readonly Firm[], cells: (firm: Firm) => readonly string[]): string =>
  csv([['id', 'Name', 'Street', ...heads], ...all.map((firm, at) => [`${prefix}${String(at)}`, firm.name, firm.street, ...cells(firm)])]); // prettier-ignore

/** The two records of a pair. */
const ids = (row: string): string[] => row.split(',').slice(0, 2);

describe('[LINK-38] postcode and city in one column', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-places-'));
  const [crm, erp, output, settings] = ['crm.csv', 'erp.csv', 'found.csv', 'settings.json'].map((name) => join(folder, name)) as [string, string, string, string]; // prettier-ignore
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const link = async (
    left: string,
    right: string,
    given?: string,
  ): Promise<{ found: string[]; settings: LinkSettings }> => {
    writeFileSync(crm, left);
    writeFileSync(erp, right);
    const told = await linkFiles({
      files: [crm, erp],
      output,
      mode: 'one_to_one',
      ...(given === undefined ? {} : { settings: given }),
    });
    const [, ...rows] = readFileSync(output, 'utf8').trim().split('\n');
    return { found: rows.sort(), settings: told.settings };
  };
  const { first, second } = firms(150);
  const german = ({ postcode, city }: Firm): string[] => [`${postcode} ${city}`];
  const american = ({ postcode, city, region }: Firm): string[] => [`${city}, ${region} ${postcode}`];

  it.each([
    ['PLZ Ort', ['PLZ', 'Ort'], ({ postcode, city }: Firm) => [postcode, city], german],
    ['City/State/Zip', ['City', 'State', 'Zip'], ({ city, region, postcode }: Firm) => [city, region, postcode], american],
  ] as const)('%s: what is found is what columns of their own give, in any order of rows, and by the settings given back', async (name, heads, apart, whole) => {
    const left = list('c', heads, first, apart);
    const wanted = await link(left, list('e', heads, second, apart));
    const found = await link(left, list('e', [name], second, whole));
    expect(wanted.found.length).toBeGreaterThan(120);
    expect(found.found).toEqual(wanted.found);

    writeFileSync(settings, JSON.stringify(found.settings));
    const [head = '', ...rows] = list('e', [name], second, whole).split('\n');
    const turned = await link(left, [head, ...rows.reverse()].join('\n'), settings);
    expect(turned.found.map(ids)).toEqual(wanted.found.map(ids));
  }); // prettier-ignore

  it('both lists have them in one, each in its own way', async () => {
    const wanted = await link(list('c', ['PLZ', 'Ort'], first, ({ postcode, city }) => [postcode, city]), list('e', ['PLZ', 'Ort'], second, ({ postcode, city }) => [postcode, city])); // prettier-ignore
    const swiss = ({ postcode, city }: Firm): string[] => [`CH-${postcode} ${city}`];
    const found = await link(
      list('c', ['PLZ Ort'], first, german),
      list('e', ['Postcode/City'], second, swiss),
    );
    expect(found.found.map(ids)).toEqual(wanted.found.map(ids)); // prettier-ignore
  });
});

describe('[LINK-38] told nothing, fields of columns in which places stand in one', () => {
  const rows = `from range(200) t(i)`;
  const city = `['Köln', 'Bonn', 'Ulm', 'Trier'][1 + i % 4]`;
  const places = {
    apart: `select i as id, 'Anna ' || i as full_name, 50000 + i as "PLZ", ${city} as "Ort" ${rows}`,
    german: `select i as id, 'Anna ' || i as full_name, 50000 + i || ' ' || ${city} as "PLZ Ort" ${rows}`,
    american: `select i as id, 'Anna ' || i as full_name, ${city} || ', ' || ['IL', 'OH', 'CA'][1 + i % 3] || ' ' || (50000 + i) as "CityStateZip", ['f', 'm'][1 + i % 2] as gender ${rows}`,
    state: `select i as id, 'Anna ' || i as full_name, ${city} as city, ['IL', 'OH', 'CA'][1 + i % 3] as state, 50000 + i as zip ${rows}`,
    gender: `select i as id, 'Anna ' || i as full_name, ${city} as city, 50000 + i as zip, ['f', 'm'][1 + i % 2] as sex ${rows}`,
    address: `select i as id, 'Anna ' || i as full_name, 'Domweg ' || i || ', ' || (50000 + i) || ' ' || ${city} as "Anschrift" ${rows}`,
    streets: `select i as id, 'Anna ' || i as full_name, 'Domweg ' || i as "Strasse", 50000 + i || ' ' || ${city} as "PLZ Ort" ${rows}`,
  };
  type Place = keyof typeof places;
  const fieldsOf = async (...lists: Place[]): Promise<unknown[]> => {
    const warehouse = await openWarehouse({ threads: 1 });
    try {
      const names = ['one', 'two'].slice(0, lists.length);
      for (const [at, name] of names.entries())
        await warehouse.run(`create table ${name} as ${places[lists[at] ?? 'apart']}`);
      const relations = names.map((name) => ({ name, source: name }));
      const found = await profileRelations(
        warehouse,
        relations,
        lists.length === 1 ? 'dedupe' : 'one_to_one',
      );
      return found.fields.slice(1).map(({ name, kind, column, parts }) => [name, kind, column, parts]);
    } finally {
      warehouse.close();
    }
  };

  it.each([
    [['apart', 'german'], [['PLZ', 'postcode', { one: 'PLZ', two: 'PLZ Ort' }, true], ['Ort', 'city', { one: 'Ort', two: 'PLZ Ort' }, true]]],
    [['german', 'apart'], [['PLZ Ort · postcode', 'postcode', { one: 'PLZ Ort', two: 'PLZ' }, true], ['PLZ Ort · city', 'city', { one: 'PLZ Ort', two: 'Ort' }, true]]],
    [['german', 'german'], [['PLZ Ort · postcode', 'postcode', 'PLZ Ort', true], ['PLZ Ort · city', 'city', 'PLZ Ort', true]]],
    [['german'], [['PLZ Ort · postcode', 'postcode', 'PLZ Ort', true], ['PLZ Ort · city', 'city', 'PLZ Ort', true]]],
    [['state', 'american'], [['city', 'city', { one: 'city', two: 'CityStateZip' }, true], ['state', 'category', { one: 'state', two: 'CityStateZip' }, true], ['zip', 'postcode', { one: 'zip', two: 'CityStateZip' }, true]]],
    [['apart', 'apart'], [['PLZ', 'postcode', undefined, undefined], ['Ort', 'city', undefined, undefined]]],
    // What has no region on the other side is not compared with what is left there.
    [['gender', 'american'], [['city', 'city', { one: 'city', two: 'CityStateZip' }, true], ['zip', 'postcode', { one: 'zip', two: 'CityStateZip' }, true], ['sex', 'category', { one: 'sex', two: 'gender' }, undefined]]],
    // [LINK-29] A place at the end of an address goes where the other list has it.
    [['address', 'streets'], [['Anschrift', 'address', { one: 'Anschrift', two: 'Strasse' }, true], ['PLZ Ort · city', 'city', { two: 'PLZ Ort' }, true], ['PLZ Ort · postcode', 'postcode', { two: 'PLZ Ort' }, true]]],
  ] as const)('%o', async (lists, fields) => {
    expect(await fieldsOf(...lists)).toEqual(fields);
  }); // prettier-ignore
});
