import { describe, expect, it } from 'vitest';
import { linkSettingsSchema, type LinkMode } from '../../../pipelines/identity/link/link-settings.ts';
import { profileRelations } from '../../../pipelines/identity/link/profile/profile-relations.ts';
import { takeApart } from '../../../pipelines/identity/link/read/take-apart.ts';
import { appendRows } from '../../../src/warehouse/bulk-rows.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { linkToldNothing } from '../../support/link-told-nothing.ts';
import type { PairScores } from '../../support/pair-scores.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const syllables = 'ber den fal gar hol ker lan mor nis pat ras sel tor ulm ven wes'.split(' ');
const regions = ['NV', 'OH', 'CA', 'FL'];

interface Told {
  readonly id: string;
  readonly entity: string;
  readonly name: string;
  readonly line: string;
  readonly city: string;
  readonly region: string;
  readonly zip: string;
}

/** Customers of few names, told apart by where they are, twice each: in the one record (`second`) the city may be left out. */
function customers(size: number, seed: number): { first: Told[]; second: Told[] } {
  const random = seededRandom(seed);
  const towns = Array.from({ length: 250 }, (_, town) => ({
    city: `${random.pick(syllables)}${random.pick(syllables)}${town % 3 === 0 ? ' falls' : ''}`,
    region: random.pick(regions),
    zip: String(10_000 + town * 20),
  }));
  const streets = Array.from(
    { length: 90 },
    () => `${random.pick(syllables)}${random.pick(syllables)} street`,
  );
  const inTown = (): Pick<Told, 'city' | 'region' | 'zip'> => {
    const town = random.pick(towns);
    return { ...town, zip: String(Number(town.zip) + random.integer(6)) };
  };
  const first = Array.from({ length: size }, (_, at): Told => ({
    id: `f${String(at)}`,
    entity: String(at),
    name: `${random.pick(syllables)}${random.pick(syllables)} ${random.pick(syllables)}${random.pick(syllables)}`,
    line: `${String(1 + random.integer(60))} ${random.pick(streets)}`,
    ...inTown(),
  }));
  const slip = (name: string): string => (random.integer(3) === 0 ? (name.split(' ')[1] ?? name) : name);
  const second = first.map((row): Told => ({ ...row, id: `s${row.entity}`, name: slip(row.name) }));
  return { first, second };
}

const columns = ['id', 'entity', 'contact_person', 'addr_line', 'addr_city', 'addr_state', 'addr_zip'];
const inParts = ({ id, entity, name, line, city, region, zip }: Told): (string | null)[] => [id, entity, name, line, city, region, zip]; // prettier-ignore
const whole = ({ line, city, region, zip }: Told): string => `${line}, ${city} ${region} ${zip}`;

async function scored(
  tables: Readonly<
    Record<string, { columns: readonly string[]; rows: readonly (readonly (string | null)[])[] }>
  >,
  mode: LinkMode,
  apart = true,
): Promise<PairScores & { fields: string[] }> {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    const names = Object.keys(tables);
    for (const [name, table] of Object.entries(tables)) {
      await warehouse.run(
        `create table ${name} (${table.columns.map((each) => `${each} varchar`).join(', ')})`,
      );
      await appendRows(warehouse, { name }, table.rows);
    }
    const { settings, ...scores } = await linkToldNothing(
      warehouse,
      names,
      mode,
      (found) =>
      apart ? found : found.filter(({ column }) => typeof column !== 'object' || Object.keys(column).length === names.length).map((field) => ({ ...field, parts: false })), // prettier-ignore
    );
    return {
      ...scores,
      fields: settings.fields.map(
        ({ name, kind, parts }) => `${name} ${kind}${parts === true ? ' parts' : ''}`,
      ),
    };
  } finally {
    warehouse.close();
  }
}

const told = ({ precision, recall }: PairScores): string =>
  `precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`;

describe('[LINK-29] addresses whole in some records and in parts in others', () => {
  it('in one table: the parts of the whole ones are filled in, so that the same places compare the same', async () => {
    const warehouse = await openWarehouse({ threads: 1 });
    try {
      const { first, second } = customers(600, 4);
      const rows = [
        ...first.map(inParts),
        ...second.map((row) => [row.id, row.entity, row.name, whole(row), null, null, null]),
      ];
      await warehouse.run(`create table customer (${columns.map((each) => `${each} varchar`).join(', ')})`);
      await appendRows(warehouse, { name: 'customer' }, rows);
      const relations = [{ name: 'customer', source: 'customer' }];
      const found = linkSettingsSchema.parse(await profileRelations(warehouse, relations, 'dedupe'));
      expect(found.fields.find(({ name }) => name === 'addr_line')?.parts).toBe(true);
      const { relations: apart, settings } = await takeApart(warehouse, relations, found);
      const cells = settings.fields
        .filter(({ name }) => name.startsWith('addr'))
        .map(({ column }) => `"${typeof column === 'string' ? column : ''}"`);
      const filled = await warehouse.rows(
        `select entity from ${apart[0]?.source ?? ''} group by entity having count(distinct [${cells.join(', ')}]) = 1 and count(*) = 2`,
      );
      expect(filled).toHaveLength(600);
    } finally {
      warehouse.close();
    }
  });

  it.each([true, false])('in two tables; the whole ones first: %s', async (wholeFirst) => {
    const { first, second } = customers(600, 4);
    const wholes = {
      columns: ['id', 'entity', 'contact_person', 'address'],
      rows: second.map((row) => [row.id, row.entity, row.name, whole(row)]),
    };
    const parts = { columns, rows: first.map(inParts) };
    const tables = wholeFirst ? { one: wholes, two: parts } : { one: parts, two: wholes };
    const found = await scored(tables, 'one_to_one');
    const without = await scored(tables, 'one_to_one', false);
    console.log(`addresses in two tables: ${told(found)}; as they stand: ${told(without)}`);
    expect(found.fields).toEqual(
      expect.arrayContaining(['addr_city city', 'addr_state category', 'addr_zip postcode']),
    );
    expect(found.precision).toBeGreaterThan(0.98);
    expect(found.recall).toBeGreaterThan(0.97);
    expect(found.f1).toBeGreaterThanOrEqual(without.f1);
  });

  it('a table whose addresses stand in parts everywhere is left as it is', async () => {
    const { first, second } = customers(300, 8);
    const { fields } = await scored(
      { customer: { columns, rows: [...first, ...second].map(inParts) } },
      'dedupe',
    );
    expect(fields).toContain('addr_line address');
  });
});
