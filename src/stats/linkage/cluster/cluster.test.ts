import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterRecords } from './cluster.ts';
import type { LinkEdge } from './link-edge.ts';
import { unionFind } from './union-find.ts';

const edge = (left: number, right: number, weight = 20_000): LinkEdge => ({ left, right, weight });
const undecided = { mustLink: [], cannotLink: [] };
const [none, jr, sr] = [0, 2, 1];
const clustered = (
  generations: readonly number[],
  edges: readonly LinkEdge[],
  decided: Parameters<typeof clusterRecords>[2] = undecided,
): number[] => [
  ...clusterRecords(generations.length, edges, decided, {
    threshold: 3_000,
    apart: [Int32Array.from(generations)],
  }),
];

const most = 11;
const record = fc.nat(most);
const drawn = fc.record({
  generations: fc.array(fc.constantFrom(none, none, jr, sr, 3), {
    minLength: most + 1,
    maxLength: most + 1,
  }),
  edges: fc.uniqueArray(fc.tuple(record, record, fc.integer({ min: -3_000, max: 30_000 })), {
    selector: ([a, b]) => [a, b].sort((x, y) => x - y).join(' '),
    maxLength: 40,
  }),
  must: fc.array(fc.tuple(record, record), { maxLength: 3 }),
  cannot: fc.array(fc.tuple(record, record), { maxLength: 3 }),
});

describe('[LINK-5] a sparse component is taken apart', () => {
  const sparse = (edges: readonly LinkEdge[]): number[] => clustered([none, none, none, none, none], edges);

  it('where pairs that were not kept outweigh a match, and not where it outweighs them', () => {
    const pairs = [edge(0, 1), edge(3, 4)];
    expect(sparse([...pairs, edge(1, 2, 5_000), edge(2, 3, 4_000)])).toEqual([0, 0, 2, 3, 3]);
    expect(sparse([...pairs, edge(1, 2, 8_000), edge(2, 3, 4_000)])).toEqual([0, 0, 0, 3, 3]);
  });

  it('and a pair that is no match joins nothing by itself', () => {
    const chain = [edge(0, 1, 5_000), edge(1, 2), edge(2, 3), edge(3, 4, 5_000)];
    const [first, , , , last] = sparse([...chain, edge(0, 4, 2_900)]);
    expect(first).not.toBe(last);
  });

  it('into clusters that matches and decisions hold together', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 3_000, max: 12_000 }), { minLength: most, maxLength: most }),
        fc.array(fc.tuple(record, record, fc.integer({ min: -3_000, max: 4_000 })), { maxLength: 12 }),
        drawn,
        (chain, more, { must, cannot }) => {
          const links = [
            ...chain.map((weight, at) => edge(at, at + 1, weight)),
            ...more.filter(([a, b]) => Math.abs(a - b) > 1).map(([a, b, weight]) => edge(a, b, weight)),
          ];
          const found = clustered(new Array<number>(most + 1).fill(none), links, {
            mustLink: must,
            cannotLink: cannot,
          });
          const held = unionFind(found.length);
          for (const [a, b] of must) held.union(a, b);
          for (const { left, right, weight } of links)
            if (weight >= 3_000 && found[left] === found[right]) held.union(left, right);
          expect(found.map((_, at) => held.find(at))).toEqual(found);
        },
      ),
    );
  });
});

describe('[LINK-5] a decision that two records are one', () => {
  const six = [none, none, none, none, none, none];
  const clique = [2, 3, 4, 5].flatMap((a, at, all) => all.slice(at + 1).map((b) => edge(a, b)));
  const edges = [...clique, edge(0, 1, 8_600)];

  it('makes the clusters of both one, and takes neither from its partner', () => {
    expect(clustered(six, edges)).toEqual([0, 0, 2, 2, 2, 2]);
    expect(clustered(six, edges, { mustLink: [[1, 2]], cannotLink: [] })).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('leaves a partner behind that must be apart from the others', () => {
    expect(clustered(six, edges, { mustLink: [[1, 2]], cannotLink: [[0, 5]] })).toEqual([0, 1, 1, 1, 1, 1]);
    expect(
      clustered([sr, none, none, none, none, jr], edges, { mustLink: [[1, 2]], cannotLink: [] }),
    ).toEqual([0, 1, 1, 1, 1, 1]);
  });

  it('does not hold together whom only matches with one who is torn out held', () => {
    const chain = [3_000, 3_000, 3_000, 3_000, 8_437].map((weight, at) => edge(at + 1, at + 2, weight));
    const links = [edge(0, 1, 10_903), ...chain, edge(4, 6, 1_219)];
    const decided = { mustLink: [[0, 5]], cannotLink: [[0, 4]] } as const;
    const found = clustered(new Array<number>(7).fill(none), links, decided);
    expect(found[4]).not.toBe(found[6]);
  });

  it('says more than what is known to be one, which counts as one record from the beginning', () => {
    expect(clustered(six, edges, { ...undecided, known: [[1, 2]] })).toEqual([0, 1, 1, 1, 1, 1]);
  });

  it('tears nothing apart where nothing must be apart', () => {
    fc.assert(
      fc.property(drawn, ({ edges: given, must }) => {
        const links = given.filter(([a, b]) => a !== b).map(([a, b, weight]) => edge(a, b, weight));
        const all = new Array<number>(most + 1).fill(none);
        const was = clustered(all, links);
        const is = clustered(all, links, { mustLink: must, cannotLink: [] });
        for (const [a, b] of must) expect(is[a]).toBe(is[b]);
        for (const [at, first] of was.entries()) expect(is[at]).toBe(is[first]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('[LINK-28] a cluster holds one generation', () => {
  it('who says none joins father or son, and does not join the two', () => {
    expect(clustered([jr, sr, none], [edge(0, 2), edge(1, 2, 21_000)])).toEqual([0, 1, 1]);
    expect(clustered([jr, sr, none], [edge(0, 2, 21_000), edge(1, 2)])).toEqual([0, 1, 0]);
  });

  it('nor does a chain of them', () => {
    const [, father, , son] = clustered(
      [none, sr, none, jr, none],
      [edge(0, 1), edge(0, 2), edge(2, 4), edge(3, 4), edge(0, 4), edge(1, 2), edge(2, 3)],
    );
    expect(father).not.toBe(son);
  });

  it('two of different generations are not one even where an edge says so', () => {
    expect(clustered([jr, sr], [edge(0, 1)])).toEqual([0, 1]);
  });

  it('two of one generation are one, told by none or by all', () => {
    expect(clustered([jr, none, jr, sr], [edge(0, 1), edge(0, 2), edge(1, 2), edge(1, 3, 4_000)])).toEqual([
      0, 0, 0, 3,
    ]);
  });

  it('what a person decided to be one is, and takes in records of either generation, of no third', () => {
    const decided = { mustLink: [[0, 1]] as const, cannotLink: [] };
    expect(
      clustered(
        [jr, sr, jr, sr, 3, none],
        [edge(0, 2), edge(1, 3, 30_000), edge(0, 4), edge(1, 5), edge(2, 5)],
        decided,
      ),
    ).toEqual([0, 0, 0, 0, 4, 0]);
  });

  it('whatever the edges, in any order; only decisions join two', () => {
    fc.assert(
      fc.property(drawn, fc.infiniteStream(fc.nat()), ({ generations, edges, must, cannot }, random) => {
        const links = edges.filter(([a, b]) => a !== b).map(([a, b, weight]) => edge(a, b, weight));
        const decided = { mustLink: must, cannotLink: cannot };
        const found = clustered(generations, links, decided);
        const sets = unionFind(generations.length);
        for (const [a, b] of must) sets.union(a, b);
        for (const cluster of new Set(found)) {
          const members = found.flatMap((of, at) => (of === cluster ? [at] : []));
          const said = (of: readonly number[]): number[] => [
            ...new Set(of.map((at) => generations[at] ?? 0).filter((one) => one !== none)),
          ];
          const byDecision = members.map((at) =>
            said(members.filter((other) => sets.find(other) === sets.find(at))),
          );
          const all = said(members);
          expect(all.length <= 1 || byDecision.some((of) => of.length === all.length)).toBe(true);
        }
        const keys = new Map(links.map((one) => [one, random.next().value]));
        const shuffled = [...links].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
        expect(clustered(generations, shuffled, decided)).toEqual(found);
      }),
    );
  });

  it('where nobody says one, nothing changes', () => {
    fc.assert(
      fc.property(drawn, ({ edges, must, cannot }) => {
        const links = edges.filter(([a, b]) => a !== b).map(([a, b, weight]) => edge(a, b, weight));
        const decided = { mustLink: must, cannotLink: cannot };
        expect(clustered(new Array<number>(most + 1).fill(none), links, decided)).toEqual([
          ...clusterRecords(most + 1, links, decided, { threshold: 3_000 }),
        ]);
      }),
    );
  });
});
