import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkRecords, type LinkResult } from '../../../pipelines/identity/link/link-records.ts';
import { linkSettingsSchema, type LinkSettings } from '../../../pipelines/identity/link/link-settings.ts';
import { profileRelations } from '../../../pipelines/identity/link/profile/profile-relations.ts';
import { appendRows } from '../../../src/warehouse/bulk-rows.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import { clusterScores, type PairScores } from '../../support/pair-scores.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const syllables = 'ber den fal gar hol ker lan mor nis pat ras sel tor ulm ven wes'.split(' ');
const columns = ['id', 'entity', 'contact_person', 'addr_line', 'addr_city', 'addr_state', 'addr_zip'];

/** Names and addresses and nothing else: a dozen customers a town, every second one twice, with slips. */
function addressList(customers: number, seed: number): string[][] {
  const random = seededRandom(seed);
  const word = (): string => `${random.pick(syllables)}${random.pick(syllables)}`;
  const towns = Array.from({ length: 250 }, (_, town) => ({
    city: word(),
    state: random.pick(['NV', 'OH', 'CA', 'FL']),
    zip: 10_000 + town * 20,
  }));
  const streets = Array.from({ length: 90 }, () => `${word()} street`);
  const slip = (text: string): string => {
    if (random.integer(4) > 0) return text;
    const at = random.integer(text.length);
    return text.slice(0, at) + text.slice(at + 1);
  };
  return Array.from({ length: customers }, (_, at) => {
    const { city, state, zip } = random.pick(towns);
    const cells = [
      `${word()} ${word()}`,
      `${String(1 + random.integer(60))} ${random.pick(streets)}`,
      city,
      state,
      String(zip + random.integer(6)),
    ];
    const once = [`a${String(at)}`, String(at), ...cells];
    return at % 2 === 0 ? [once, [`b${String(at)}`, String(at), ...cells.map(slip)]] : [once];
  }).flat();
}

describe.each([600, 3_000])('[LINK-30] an address list of %i customers, told nothing', (size) => {
  const relations = [{ name: 'customer', source: 'blind' }];
  let warehouse: Warehouse;
  let settings: LinkSettings;
  let result: LinkResult;
  const scores = (): Promise<PairScores> => clusterScores(warehouse, { of: 'customer', id: 'id' });

  beforeAll(async () => {
    warehouse = await openWarehouse({ threads: 1 });
    await warehouse.run(`create table customer (${columns.map((name) => `${name} varchar`).join(', ')})`);
    await appendRows(warehouse, { name: 'customer' }, addressList(size, 4));
    await warehouse.run('create view blind as select * exclude (entity) from customer');
    settings = linkSettingsSchema.parse(await profileRelations(warehouse, relations, 'dedupe'));
    result = await linkRecords(warehouse, { relations, settings });
  });
  afterAll(() => {
    warehouse.close();
  });

  it('knows neighbours from the same customer', async () => {
    const { shared, fields, lambda, counts } = result.model;
    expect(shared?.of).toBe('place');
    expect(shared?.fields.map((at) => fields[at]?.name)).toEqual(['addr_city', 'addr_state', 'addr_zip']);
    const { precision, recall, f1 } = await scores();
    console.log(
      `address list of ${String(size)}: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, F1 ${f1.toFixed(4)}`,
    );
    expect(Math.abs((lambda * counts.possible_pairs) / (size / 2) - 1)).toBeLessThan(0.1);
    expect(precision).toBeGreaterThan(0.98);
    expect(recall).toBeGreaterThan(0.88);
  });

  it('the waterfall says what was taken off for the place, and adds up', async () => {
    const [row] = await warehouse.rows<{ pairs: number; wrong: number; taken: number }>(
      `select count(*)::double as pairs, count(*) filter (list_sum(list_transform(addends, lambda a: a.weight)) <> weight)::double as wrong,
         count(*) filter (len(list_filter(addends, lambda a: a.field = 'place' and a.weight < 0)) = 1)::double as taken from link_pair`,
    );
    expect(row?.pairs).toBeGreaterThan(size / 3);
    expect(row?.wrong).toBe(0);
    expect(row?.taken).toBeGreaterThan(size / 3);
  });
});
