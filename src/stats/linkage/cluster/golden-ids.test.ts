import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignGoldenIds, type GoldenIds, type KnownGoldenIds } from './golden-ids.ts';

/** A generation as far as golden ids go: every record's id, what retired ids held, where they lead. */
interface Generation {
  readonly idOf: readonly string[];
  readonly former: ReadonlyMap<string, readonly number[]>;
  readonly retired: ReadonlyMap<string, number>;
  readonly redirect: ReadonlyMap<string, string>;
}

const nothing: Generation = { idOf: [], former: new Map(), retired: new Map(), redirect: new Map() };
const mint = (record: number, attempt: number): string => `g${record}${attempt === 1 ? '' : `#${attempt}`}`;

/** Clusters renumbered from 0 in the order of their first record. */
function numbered(labels: readonly number[]): { cluster: Int32Array; count: number } {
  const seen = new Map<number, number>();
  const cluster = Int32Array.from(labels, (label) => {
    const at = seen.get(label) ?? seen.size;
    seen.set(label, at);
    return at;
  });
  return { cluster, count: seen.size };
}

/** The generation after `before` in which `labels` say who is with whom. */
function next(before: Generation, labels: readonly number[]): Generation {
  const { cluster, count } = numbered(labels);
  const names = [...new Set([...before.idOf, ...before.former.keys()])].sort();
  const number = new Map(names.map((name, at) => [name, at]));
  const former = [...before.former].flatMap(([name, records]) =>
    records.map((record) => [number.get(name) ?? -1, record] as const),
  );
  const known: KnownGoldenIds = {
    count: names.length,
    previous: Int32Array.from(labels, (_, at) => number.get(before.idOf[at] ?? '') ?? -1),
    formerId: Int32Array.from(former, ([id]) => id),
    formerRecord: Int32Array.from(former, ([, record]) => record),
    retired: Int32Array.from(names, (name) => before.retired.get(name) ?? -1),
    redirect: Int32Array.from(names, (name) => number.get(before.redirect.get(name) ?? '') ?? -1),
    minted: (record, attempt) => number.get(mint(record, attempt)) ?? -1,
  };
  const ids = assignGoldenIds(cluster, count, known);
  const nameOf = (at: number): string =>
    (ids.known[at] ?? -1) >= 0
      ? (names[ids.known[at] ?? 0] ?? '')
      : mint(ids.mintRecord[at] ?? 0, ids.mintAttempt[at] ?? 1);
  return {
    idOf: Array.from(cluster, nameOf),
    redirect: new Map(ids.redirects.map(([id, at]) => [names[id] ?? '', nameOf(at)])),
    retired: new Map(
      ids.redirects.map(([id]) => {
        const name = names[id] ?? '';
        return [name, before.retired.get(name) ?? 1 + Math.max(0, ...before.retired.values())];
      }),
    ),
    former: new Map(
      ids.redirects.map(([id]) => {
        const name = names[id] ?? '';
        const held = before.idOf.flatMap((own, record) => (own === name ? [record] : []));
        return [name, held.length > 0 ? held : (before.former.get(name) ?? [])];
      }),
    ),
  };
}

const clustering = (records: number): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: 0, max: Math.max(1, records >> 1) }), {
    minLength: records,
    maxLength: records,
  });

const histories = fc
  .integer({ min: 1, max: 14 })
  .chain((records) => fc.array(clustering(records), { minLength: 1, maxLength: 6 }));

describe('[GOLDEN-1] golden ids', () => {
  it('are one a cluster and different between clusters, after any history', () => {
    fc.assert(
      fc.property(histories, (history) => {
        let state = nothing;
        for (const labels of history) {
          state = next(state, labels);
          const { cluster, count } = numbered(labels);
          expect(new Set(state.idOf).size).toBe(count);
          for (let a = 0; a < cluster.length; a++)
            expect(state.idOf[a] === state.idOf[cluster.indexOf(cluster[a] ?? 0)]).toBe(true);
        }
      }),
    );
  });

  it('do not change when nothing changes', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const state = history.reduce(next, nothing);
        const again = next(state, history.at(-1) ?? []);
        expect(again).toEqual(state);
      }),
    );
  });

  it('come back when a merge of two or more customers is undone, at any point of a history', () => {
    fc.assert(
      fc.property(histories, fc.infiniteStream(fc.nat()), (history, random) => {
        const labels = history.at(-1) ?? [];
        const state = history.reduce(next, nothing);
        const pick = [...random.take(4)].map((n) => labels[n % labels.length] ?? 0);
        const merged = labels.map((label) => (pick.includes(label) ? (pick[0] ?? label) : label));
        expect(next(next(state, merged), labels).idOf).toEqual(state.idOf);
      }),
    );
  });

  it('come back when a split is undone', () => {
    fc.assert(
      fc.property(histories, fc.infiniteStream(fc.boolean()), (history, random) => {
        const labels = history.at(-1) ?? [];
        const state = history.reduce(next, nothing);
        const flips = [...random.take(labels.length)];
        const split = labels.map((label, at) => (label === labels[0] && flips[at] ? label + 1_000 : label));
        expect(next(next(state, split), labels).idOf).toEqual(state.idOf);
      }),
    );
  });

  it('of a merge are that of the larger part; of two alike, the older', () => {
    const before = next(nothing, [0, 1, 1, 2]);
    expect(before.idOf).toEqual(['g0', 'g1', 'g1', 'g3']);
    expect(next(before, [0, 0, 0, 2]).idOf).toEqual(['g1', 'g1', 'g1', 'g3']);
    expect(next(before, [0, 1, 1, 0]).idOf).toEqual(['g0', 'g1', 'g1', 'g0']);
  });

  it('are minted anew when the one of the oldest record is still in use elsewhere', () => {
    const whole = next(nothing, [0, 0, 0]);
    expect(next(whole, [1, 0, 0]).idOf).toEqual(['g0#2', 'g0', 'g0']);
  });
});

describe('[GOLDEN-2] redirects', () => {
  it('cover every id that ever was and whose records are there, and lead to an id in use, in one step', () => {
    fc.assert(
      fc.property(histories, (history) => {
        let state = nothing;
        const ever = new Set<string>();
        for (const labels of history) {
          state = next(state, labels);
          for (const id of state.idOf) ever.add(id);
        }
        const alive = new Set(state.idOf);
        for (const id of ever) expect(alive.has(id) !== state.redirect.has(id)).toBe(true);
        for (const target of state.redirect.values()) expect(alive.has(target)).toBe(true);
      }),
    );
  });

  it('follow the old redirect of an id whose records are gone', () => {
    const known: KnownGoldenIds = {
      count: 2,
      previous: Int32Array.of(1),
      formerId: new Int32Array(),
      formerRecord: new Int32Array(),
      retired: Int32Array.of(1, -1),
      redirect: Int32Array.of(1, -1),
      minted: () => -1,
    };
    const ids: GoldenIds = assignGoldenIds(Int32Array.of(0), 1, known);
    expect(ids.redirects).toEqual([[0, 0]]);
  });
});

it('[GOLDEN-1] churn stays under 0.1 % when 1 % of the records move to another customer', () => {
  const records = 20_000;
  const before = Array.from({ length: records }, (_, at) => at % 7_000);
  const after = before.map((label, at) => ((at * 7_919) % 10_007 < 100 ? (at * 31 + 11) % 7_000 : label));
  const first = next(nothing, before);
  const second = next(first, after);
  const stayed = before.map((label, at) => label === after[at]);
  const changed = first.idOf.filter((id, at) => stayed[at] && id !== second.idOf[at]).length;
  expect(changed / records).toBeLessThan(0.001);
  expect(second.idOf).not.toEqual(first.idOf);
});
