import { describe, expect, it } from 'vitest';
import { fillNames } from '../../../pipelines/identity/link/read/fill-names.ts';
import { linkSettingsSchema, type LinkField } from '../../../pipelines/identity/link/link-settings.ts';
import { profileRelations } from '../../../pipelines/identity/link/profile/profile-relations.ts';
import { takeApart } from '../../../pipelines/identity/link/read/take-apart.ts';
import { appendRows } from '../../../src/warehouse/bulk-rows.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import { linkToldNothing, type ToldNothing } from '../../support/link-told-nothing.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const syllables = 'ber den fal gar hol ker lan mor nis pat ras sel tor ulm ven wes'.split(' ');
const given = 'anna bela carl dora emil greta hugo ida jonas karla lena mark nora oskar paula rita'.split(
  ' ',
);

/** Rows of one list: id, entity, and the columns it has. */
interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Contacts whose names stand in parts, and partners with whole names; half of the partners are contacts, with slips. */
function lists(size: number, seed: number): { contacts: Rows; partners: Rows } {
  const random = seededRandom(seed);
  const word = (): string => random.pick(syllables) + random.pick(syllables);
  const town = Array.from({ length: 40 }, word);
  const people = Array.from({ length: size * 2 }, (_, at) => ({
    entity: String(at),
    first: random.chance(0.1) ? `${random.pick(given)} ${random.pick(given)}` : random.pick(given),
    last: random.chance(0.05) ? `van ${word()}` : word(),
    street: `${String(1 + random.integer(90))} ${word()} street`,
    city: random.pick(town),
  }));
  const slip = (text: string): string => (random.chance(0.1) ? text.replace(/.$/, 'x') : text);
  const whole = (first: string, last: string): string => {
    const way = random.integer(10);
    if (way < 3) return `${last}, ${first}`;
    if (way < 4) return `${last.toUpperCase()}, Dr. ${first}`;
    return way < 5 ? `${first} ${random.pick(given)} ${last}` : `${first} ${last}`;
  };
  return {
    contacts: {
      columns: ['id', 'entity', 'first_name', 'last_name', 'street', 'city'],
      rows: people.slice(0, size).map((p) => [`c${p.entity}`, p.entity, p.first, p.last, p.street, p.city]),
    },
    partners: {
      columns: ['id', 'entity', 'name', 'street', 'city'],
      rows: people
        .slice(size / 2, size * 1.5)
        .map((p) => [`p${p.entity}`, p.entity, whole(p.first, slip(p.last)), slip(p.street), p.city]),
    },
  };
}

async function withLists<Found>(
  tables: Readonly<Record<string, Rows>>,
  use: (warehouse: Warehouse) => Promise<Found>,
): Promise<Found> {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    for (const [name, { columns, rows }] of Object.entries(tables)) {
      await warehouse.run(`create table ${name} (${columns.map((each) => `${each} varchar`).join(', ')})`);
      await appendRows(warehouse, { name }, rows);
    }
    return await use(warehouse);
  } finally {
    warehouse.close();
  }
}

const told = ({ precision, recall }: ToldNothing): string =>
  `precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`;
const inShort = ({ name, kind, parts }: LinkField): string =>
  `${name} ${kind}${parts === true ? ' parts' : ''}`;
const withoutNames = (fields: readonly LinkField[]): LinkField[] =>
  fields.filter(({ kind }) => kind === 'address' || kind === 'city');

describe('[LINK-34] whole names in one list and their parts in another', () => {
  it.each([true, false])('are compared in parts, told nothing; the parts first: %s', async (partsFirst) => {
    const { contacts, partners } = lists(600, 5);
    const names = partsFirst ? ['contact', 'partner'] : ['partner', 'contact'];
    await withLists({ contact: contacts, partner: partners }, async (warehouse) => {
      const found = await linkToldNothing(warehouse, names, 'one_to_one');
      const without = await linkToldNothing(warehouse, names, 'one_to_one', withoutNames);
      console.log(`names whole and in parts: ${told(found)}; without names: ${told(without)}`);
      expect(found.settings.fields.map(inShort)).toEqual(
        expect.arrayContaining([
          'first_name given_name parts',
          'last_name surname parts',
          'name full_name parts',
        ]),
      );
      expect(found.model.fields.map(({ name }) => name)).not.toContain('name');
      expect(found.precision).toBeGreaterThan(0.99);
      expect(found.recall).toBeGreaterThan(0.97);
      expect(found.f1).toBeGreaterThan(without.f1);
    });
  });

  it('are compared in parts where they stand in one table', async () => {
    const { contacts, partners } = lists(600, 6);
    const columns = ['id', 'entity', 'first_name', 'last_name', 'full_name', 'street', 'address', 'city'];
    const rows = [
      ...contacts.rows.map(([id = '', entity = '', first = '', last = '', street = '', city = '']) => [id, entity, first, last, null, street, null, city]), // prettier-ignore
      ...partners.rows.map(([id = '', entity = '', whole = '', street = '', city = '']) => [id, entity, null, null, whole, null, street, city]), // prettier-ignore
    ];
    await withLists({ person: { columns, rows } }, async (warehouse) => {
      const found = await linkToldNothing(warehouse, ['person'], 'dedupe');
      console.log(`names whole and in parts in one table: ${told(found)}`);
      expect(found.model.fields.map(({ name }) => name)).toEqual([
        'first_name',
        'last_name',
        'street',
        'city',
        'generation',
      ]);
      expect(found.precision).toBeGreaterThan(0.99);
      expect(found.recall).toBeGreaterThan(0.97);
    });
  });

  it('fill in what is empty and fits, and are compared where they say something else', async () => {
    const rows = [
      ['1', 'Anna', 'Berg', null],
      ['2', null, 'Berg', 'Anna Luise Berg'],
      ['3', null, null, 'Berg, Dr. Anna'],
      ['4', 'Anna', 'Berg', 'Anna Berg'],
      ['5', 'Carl', 'Berg', 'Otto Dorn'],
      ['6', null, 'Berg', 'Otto Dorn'],
      ['7', null, null, 'Unknown'],
    ];
    const person = { columns: ['id', 'first_name', 'last_name', 'full_name'], rows };
    await withLists({ person }, async (warehouse) => {
      const settings = linkSettingsSchema.parse({
        fields: [
          { name: 'first_name', kind: 'given_name' },
          { name: 'last_name', kind: 'surname' },
          { name: 'full_name', kind: 'full_name', parts: true },
        ],
      });
      const filled = await fillNames(warehouse, [{ name: 'person', source: 'person' }], settings);
      const columns = filled.settings.fields.map(
        ({ column }) => `"${typeof column === 'string' ? column : ''}"`,
      );
      const found = await warehouse.rows<{ said: string }>(
        `select concat_ws('|', id, ${columns.map((column) => `coalesce(${column}, '')`).join(', ')}) as said from ${filled.relations[0]?.source ?? ''} order by id`,
      );
      expect(found.map(({ said }) => said)).toEqual([
        '1|Anna|Berg|',
        '2|Anna|Berg|',
        '3|Anna|Berg|',
        '4|Anna|Berg|',
        '5|Carl|Berg|Otto Dorn',
        '6||Berg|Otto Dorn',
        '7|||Unknown',
      ]);
    });
  });

  it('[LINK-31] meet where the one are in Cyrillic and the other in Latin letters', async () => {
    const random = seededRandom(8);
    const first = [['Александр', 'Aleksandr'], ['Дмитрий', 'Dmitry'], ['Ольга', 'Olga'], ['Сергей', 'Sergey'], ['Юрий', 'Yuri']] as const; // prettier-ignore
    const last = [['Иванов', 'Ivanov'], ['Кузнецов', 'Kuznetsov'], ['Васильев', 'Vasiliev'], ['Жуков', 'Zhukov'], ['Фёдоров', 'Fedorov'], ['Яковлев', 'Yakovlev']] as const; // prettier-ignore
    const people = Array.from({ length: 600 }, (_, at) => ({
      entity: String(at),
      first: random.pick(first),
      last: random.pick(last),
      born: `19${String(50 + random.integer(40))}-0${String(1 + random.integer(9))}-1${String(random.integer(10))}`,
    }));
    const contacts = {
      columns: ['id', 'entity', 'first_name', 'last_name', 'birth_date'],
      rows: people.slice(0, 400).map((p) => [`c${p.entity}`, p.entity, p.first[0], p.last[0], p.born]),
    };
    const partners = {
      columns: ['id', 'entity', 'full_name', 'birth_date'],
      rows: people
        .slice(200)
        .map((p) => [
          `p${p.entity}`,
          p.entity,
          `${p.first[1]} ${p.last[1]}`,
          random.chance(0.1) ? null : p.born,
        ]),
    };
    await withLists({ contact: contacts, partner: partners }, async (warehouse) => {
      const found = await linkToldNothing(warehouse, ['contact', 'partner'], 'one_to_one');
      const asWritten = await linkToldNothing(warehouse, ['contact', 'partner'], 'one_to_one', (fields) =>
        fields.map((field) => (field.kind === 'full_name' ? field : { ...field, parts: false })),
      );
      console.log(`names in Cyrillic and Latin letters: ${told(found)}; as written: ${told(asWritten)}`);
      expect(found.precision).toBeGreaterThan(0.97);
      expect(found.recall).toBeGreaterThan(0.8);
      expect(found.f1).toBeGreaterThan(asWritten.f1 + 0.05);
    });
  });

  it('[LINK-31] are read in Latin letters from kana, Hangul and Greek too, and left alone in Latin', async () => {
    const names = ['Ιωάννης Παπαδόπουλος', '김민준', 'タナカ ハルカ', 'Anna Müller'];
    const person = { columns: ['id', 'full_name'], rows: names.map((name, at) => [String(at), name]) };
    await withLists({ person }, async (warehouse) => {
      const relations = [{ name: 'person', source: 'person' }];
      const settings = linkSettingsSchema.parse(await profileRelations(warehouse, relations, 'dedupe'));
      expect(settings.fields.map(inShort)).toEqual(['full_name full_name parts']);
      const apart = await takeApart(warehouse, relations, settings);
      const found = await warehouse.rows<{ said: string }>(
        `select "full_name · name" as said from ${apart.relations[0]?.source ?? ''} order by id`,
      );
      expect(found.map(({ said }) => said)).toEqual([
        'ioannis papadopoylos',
        'gimminjun',
        'tanaka haruka',
        'Anna Müller',
      ]);
    });
  });

  it('names of companies beside names of persons stay what they are', async () => {
    const random = seededRandom(7);
    const firm = Array.from({ length: 300 }, () => `${random.pick(syllables)}${random.pick(syllables)} ${random.pick(syllables)}${random.pick(syllables)}`); // prettier-ignore
    const contacts = {
      columns: ['id', 'entity', 'first_name', 'last_name', 'company'],
      rows: firm.map((name, at) => [
        `c${String(at)}`,
        String(at),
        random.pick(given),
        random.pick(syllables),
        name,
      ]),
    };
    const partners = {
      columns: ['id', 'entity', 'name'],
      rows: firm.map((name, at) => [`p${String(at)}`, String(at), name]),
    };
    await withLists({ contact: contacts, partner: partners }, async (warehouse) => {
      const found = await linkToldNothing(warehouse, ['contact', 'partner'], 'one_to_one');
      expect(found.settings.fields.map(inShort)).toEqual(['company company_name']);
    });
  });
});
