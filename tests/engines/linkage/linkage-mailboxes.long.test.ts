import { describe, expect, it } from 'vitest';
import { linkRecords } from '../../../pipelines/identity/link/link-records.ts';
import { linkSettingsSchema } from '../../../pipelines/identity/link/link-settings.ts';
import { profileRelations } from '../../../pipelines/identity/link/profile/profile-relations.ts';
import { appendRows } from '../../../src/warehouse/bulk-rows.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { clusterScores } from '../../support/pair-scores.ts';
import { seededRandom, type SeededRandom } from '../../support/seeded-random.ts';

const given =
  'anna maria peter paul john james mary linda susan robert michael david sarah laura emma olivia'.split(' ');
const syllables = 'ber den fal gar hol ker lan mor nis pat ras sel tor ulm ven wes man son'.split(' ');
const cities = 'springfield riverton lakeside fairview hillcrest oakdale'.split(' ');
const hosts = ['gmail.com', 'yahoo.com', 'outlook.com', 'web.de'];

/** One letter left out or replaced. */
function slip(random: SeededRandom, word: string): string {
  const at = random.integer(word.length);
  return (
    word.slice(0, at) + (random.chance(0.5) ? '' : random.pick(syllables).slice(0, 1)) + word.slice(at + 1)
  );
}

/** Persons, many of one name; their mailboxes are called as they are, half with a number behind. */
function register(persons: number, seed: number, whole: boolean): string[][] {
  const random = seededRandom(seed);
  const surnames = Array.from({ length: 150 }, () => random.pick(syllables) + random.pick(syllables));
  const rows: string[][] = [];
  for (let person = 0; person < persons; person++) {
    const [first, last] = [random.pick(given), random.pick(surnames)];
    const user =
      random.pick([`${first}.${last}`, `${first.slice(0, 1)}${last}`, first + last]) +
      (random.chance(0.5) ? String(random.integer(99)) : '');
    const host = random.pick(hosts);
    const phone = String(100_000_000 + random.integer(899_999_999));
    const city = random.pick(cities);
    const zip = String(10_000 + 37 * cities.indexOf(city) + random.integer(5));
    for (let copy = 0; copy < 1 + random.integer(3); copy++) {
      const names = [first, last].map((name) => (random.chance(0.1) ? slip(random, name) : name));
      rows.push([
        `r${String(rows.length)}`,
        String(person),
        ...(whole ? [names.join(' ')] : names),
        random.chance(0.75) ? `${user}@${host}` : random.chance(0.3) ? `${slip(random, user)}@${host}` : '',
        random.chance(0.6) ? phone : '',
        city,
        random.chance(0.8) ? zip : '',
      ]);
    }
  }
  return rows;
}

const relations = [{ name: 'person', source: 'blind' }];

describe('[LINK-33] mailboxes that are called as their owners are', () => {
  it.each([
    ['in two columns', false, 0.92],
    ['in one', true, 0.86],
  ] as const)('do not make namesakes one; names %s', async (_, whole, leastRecall) => {
    const warehouse = await openWarehouse({ threads: 1 });
    try {
      const names = whole ? ['full_name'] : ['first_name', 'last_name'];
      await warehouse.run(
        `create table person (${['rec_id', 'entity', ...names, 'email', 'phone', 'city', 'zip'].map((name) => `${name} varchar`).join(', ')})`,
      );
      await appendRows(warehouse, { name: 'person' }, register(1_000, 4, whole));
      await warehouse.run('create view blind as select * exclude (entity) from person');
      const found = await profileRelations(warehouse, relations, 'dedupe');
      const { model } = await linkRecords(warehouse, {
        relations,
        settings: linkSettingsSchema.parse({ ...found, key: 'rec_id' }),
      });
      const email = model.fields.find(({ kind }) => kind === 'email');
      expect(model.fields[email?.follows?.field ?? -1]?.name).toBe(whole ? 'full_name' : 'last_name');
      const { precision, recall, f1 } = await clusterScores(warehouse);
      console.log(
        `mailboxes, names ${whole ? 'in one column' : 'in two'}: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, F1 ${f1.toFixed(4)}`,
      );
      expect(precision).toBeGreaterThan(0.95);
      expect(recall).toBeGreaterThan(leastRecall);
    } finally {
      warehouse.close();
    }
  });
});
