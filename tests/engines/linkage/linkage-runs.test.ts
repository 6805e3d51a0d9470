import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkIncrement } from '../../../pipelines/identity/link/increment/link-increment.ts';
import { linkRecords, type LinkRequest } from '../../../pipelines/identity/link/link-records.ts';
import { linkSettingsSchema, type LinkSettings } from '../../../pipelines/identity/link/link-settings.ts';
import { appendRows } from '../../../src/warehouse/bulk-rows.ts';
import { openWarehouse, type Row, type Warehouse } from '../../../src/warehouse/open.ts';
import { inventPerson, type InventedPerson } from '../../support/invented-persons.ts';
import { often } from '../../support/thorough.ts';

const settings = (more: object = {}): LinkSettings =>
  linkSettingsSchema.parse({
    key: 'id',
    fields: [
      { name: 'given', kind: 'given_name' },
      { name: 'family', kind: 'surname' },
      { name: 'born', kind: 'date' },
      { name: 'phone', kind: 'phone' },
    ],
    blocks: [['family:sound'], ['born'], ['phone:ending'], ['given', 'born:year']],
    ...more,
  });

async function write(warehouse: Warehouse, table: string, people: readonly InventedPerson[]): Promise<void> {
  await warehouse.run(
    `create or replace table ${table} (id varchar, given varchar, family varchar, born varchar, phone varchar, generation varchar)`,
  );
  await appendRows(
    warehouse,
    { name: table },
    people.map((one) =>
      [one.id, one.given, one.family, one.born, one.phone, one.generation].map((cell) =>
        cell === '' ? null : cell,
      ),
    ),
  );
}

type Ids = readonly (readonly [string, string])[];
interface Outcome {
  readonly pairs: Row[];
  readonly clusters: string[];
}

/** Everything a run says, by ids: numbers of records are its own affair. */
async function outcome(warehouse: Warehouse): Promise<Outcome> {
  const pairs = await warehouse.rows(
    `select left_id, right_id, weight::integer as weight, band, to_json(blocks)::varchar as blocks, to_json(addends)::varchar as addends from link_pair order by left_id, right_id`,
  );
  const clusters = await warehouse.rows<{ ids: string }>(
    `select string_agg(r.id, ' ' order by r.id) || ' / ' || any_value(first.id) as ids from link_cluster c join link_record r on r.no = c.no join link_record first on first.no = c.cluster group by c.cluster order by ids`,
  );
  return { pairs, clusters: clusters.map(({ ids }) => ids) };
}

const request = (of: LinkSettings, more: Partial<LinkRequest> = {}): LinkRequest => ({
  relations: [{ name: 'person', source: 'person' }],
  settings: of,
  ...more,
});

const numbers = fc.array(fc.nat(60), { minLength: 5, maxLength: 5 });
const people = fc
  .array(numbers, { minLength: 12, maxLength: 40 })
  .map((drawn) => drawn.map((of, at) => inventPerson(`p${String(at)}`, of)));
const someIds = fc.array(fc.tuple(fc.nat(39), fc.nat(39)), { maxLength: 4 });
const named = (pairs: readonly (readonly [number, number])[]): Ids =>
  pairs.map(([a, b]) => [`p${String(a)}`, `p${String(b)}`]);
const clusterOf = ({ clusters }: Outcome): Map<string, number> =>
  new Map(
    clusters.flatMap((ids, at) =>
      (ids.split(' / ')[0] ?? '').split(' ').map((id): [string, number] => [id, at]),
    ),
  );

async function withWarehouse<T>(threads: number, work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  const warehouse = await openWarehouse({ threads });
  try {
    return await work(warehouse);
  } finally {
    warehouse.close();
  }
}

describe('[LINK-3] the same records', () => {
  it('give the same result in any order and with any number of threads', async () => {
    await fc.assert(
      fc.asyncProperty(people, fc.infiniteStream(fc.nat()), async (records, random) => {
        const keys = new Map(records.map((one) => [one, random.next().value as number]));
        const shuffled = [...records].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
        const run = (of: readonly InventedPerson[], threads: number): Promise<Outcome> =>
          withWarehouse(threads, async (warehouse) => {
            await write(warehouse, 'person', of);
            await linkRecords(warehouse, request(settings(), { beside: threads - 1 }));
            return outcome(warehouse);
          });
        expect(await run(shuffled, 3)).toEqual(await run(records, 1));
      }),
      { numRuns: often(4, 1) },
    );
  });
});

describe('[LINK-5] decisions', () => {
  it('hold after a full run: what must be one is, what must be apart is not', async () => {
    await fc.assert(
      fc.asyncProperty(people, someIds, someIds, async (records, must, cannot) => {
        const mustLink = named(must);
        await withWarehouse(2, async (warehouse) => {
          await write(warehouse, 'person', records);
          await linkRecords(warehouse, request(settings(), { decisions: { mustLink, cannotLink: [] } }));
          const joined = clusterOf(await outcome(warehouse));
          const free = named(cannot).filter(([a, b]) => a !== b && joined.get(a) !== joined.get(b));
          await linkRecords(warehouse, request(settings(), { decisions: { mustLink, cannotLink: free } }));
          const found = clusterOf(await outcome(warehouse));
          for (const [a, b] of mustLink)
            if (found.has(a) && found.has(b)) expect(found.get(a)).toBe(found.get(b));
          for (const [a, b] of free)
            if (found.has(a) && found.has(b)) expect(found.get(a)).not.toBe(found.get(b));
        });
      }),
      { numRuns: often(4, 1) },
    );
  });
});

describe('[LINK-13] an increment', () => {
  const changes = fc.record({
    change: fc.array(fc.tuple(fc.nat(39), numbers), { maxLength: 8 }),
    add: fc.array(numbers, { maxLength: 6 }),
    remove: fc.array(fc.nat(39), { maxLength: 6 }),
    mustLink: someIds,
    cannotLink: someIds,
  });

  const same = async (
    of: LinkSettings,
    records: readonly InventedPerson[],
    before: readonly (readonly [number, number])[],
    steps: readonly (typeof changes extends fc.Arbitrary<infer Step> ? Step : never)[],
  ): Promise<void> =>
    withWarehouse(2, async (warehouse) => {
      await write(warehouse, 'person', records);
      const first = await linkRecords(
        warehouse,
        request(of, { decisions: { mustLink: named(before), cannotLink: [] } }),
      );
      const now = new Map(records.map((one) => [one.id, one]));
      let born = 100;
      for (const step of steps) {
        const removed = step.remove.map((at) => `p${String(at)}`);
        const changed = new Map<string, InventedPerson>();
        for (const [at, drawn] of step.change) {
          const id = `p${String(at)}`;
          if (now.has(id) && !removed.includes(id)) changed.set(id, inventPerson(id, drawn));
        }
        for (const drawn of step.add) {
          const id = `p${String(born++)}`;
          changed.set(id, inventPerson(id, drawn));
        }
        for (const id of removed) now.delete(id);
        for (const [id, one] of changed) now.set(id, one);
        const decisions = { mustLink: named(step.mustLink), cannotLink: named(step.cannotLink) };
        await write(warehouse, 'change', [...changed.values()]);
        await linkIncrement(warehouse, first, {
          changed: [{ name: 'person', source: 'change' }],
          removed,
          decisions,
        });
        const incremental = await outcome(warehouse);
        await withWarehouse(1, async (other) => {
          await write(other, 'person', [...now.values()]);
          for (const at of [0, 1, 3]) {
            const terms = await warehouse.rows<{ v: string | null; adjust: number }>(
              `select v, adjust from link_term_${String(at)}`,
            );
            await other.run(`create table link_term_${String(at)} (v varchar, adjust integer)`);
            await appendRows(
              other,
              { name: `link_term_${String(at)}` },
              terms.map(({ v, adjust }) => [v, adjust]),
            );
          }
          await linkRecords(other, request(of, { decisions, model: first.model }));
          expect(incremental).toEqual(await outcome(other));
        });
      }
    });

  it('gives what a full run with the same model gives, whatever came, went, changed or was decided', async () => {
    await fc.assert(
      fc.asyncProperty(
        people,
        someIds,
        fc.array(changes, { minLength: 1, maxLength: 3 }),
        (records, before, steps) => same(settings(), records, before, steps),
      ),
      { numRuns: often(4, 1) },
    );
  });

  it('[LINK-28] does so where a cluster holds one generation', async () => {
    const { fields } = settings();
    await fc.assert(
      fc.asyncProperty(
        people,
        someIds,
        fc.array(changes, { minLength: 1, maxLength: 3 }),
        (records, before, steps) =>
          same(
            settings({ fields: [...fields, { name: 'generation', kind: 'generation' }] }),
            records,
            before,
            steps,
          ),
      ),
      { numRuns: often(6, 1) },
    );
  });

  it('does so where blocks become too large, and are no longer', async () => {
    await fc.assert(
      fc.asyncProperty(people, fc.array(changes, { minLength: 1, maxLength: 3 }), (records, steps) =>
        same(settings({ largest_block: 5 }), records, [], steps),
      ),
      { numRuns: often(4, 1) },
    );
  });

  it('needs a key that names the records', async () => {
    await withWarehouse(1, async (warehouse) => {
      await write(warehouse, 'person', [inventPerson('a', [1, 2, 3, 4]), inventPerson('b', [1, 2, 3, 5])]);
      const { key: _, ...keyless } = settings();
      const first = await linkRecords(warehouse, request(keyless));
      const increment = linkIncrement(warehouse, first, { changed: [{ name: 'person', source: 'person' }] });
      await expect(increment).rejects.toThrow('key');
    });
  });
});
