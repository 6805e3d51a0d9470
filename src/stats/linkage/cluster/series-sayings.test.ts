import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterRecords } from './cluster.ts';
import type { LinkEdge } from './link-edge.ts';
import { otherNumbers, seriesSayings } from './series-sayings.ts';

const edge = (left: number, right: number, weight = 20_000): LinkEdge => ({ left, right, weight });
const undecided = { mustLink: [], cannotLink: [] };
const clustered = (
  said: readonly (string | null)[],
  edges: readonly LinkEdge[],
  decided: Parameters<typeof clusterRecords>[2] = undecided,
): number[] => [
  ...clusterRecords(said.length, edges, decided, { threshold: 3_000, series: seriesSayings(said) }),
];

describe('[LINK-45] numbers of a series', () => {
  it('who says none makes no two one that say others, and is none of them', () => {
    expect(clustered([null, '1', '2'], [edge(0, 1), edge(0, 2)])).toEqual([0, 1, 2]);
    expect(clustered([null, '1', '1'], [edge(0, 1), edge(0, 2), edge(1, 2)])).toEqual([0, 0, 0]);
  });

  it('but goes to the one that it is clearly more like', () => {
    expect(clustered([null, '1', '2'], [edge(0, 1, 24_000), edge(0, 2)])).toEqual([0, 0, 2]);
  });

  it('a match of two that say others is proof, and of no third', () => {
    expect(clustered(['1', '2', '3', null], [edge(0, 1), edge(1, 3), edge(2, 3)])).toEqual([0, 0, 2, 3]);
  });

  it('one list of numbers within the other says nothing', () => {
    expect(clustered(['2004', '2004 1', '2004 2'], [edge(0, 1, 24_000), edge(0, 2)])).toEqual([0, 0, 2]);
  });

  it('two numbers do not tie what each of them says, nor does one what has it and another', () => {
    expect(clustered(['2004 1', '2004', '1'], [edge(0, 1), edge(0, 2)])).toEqual([0, 1, 2]);
    expect(clustered(['2004', '2004 1', '2004 2'], [edge(0, 1), edge(0, 2)])).toEqual([0, 1, 2]);
    expect(clustered(['2004 1', '2004', '1'], [edge(0, 1, 24_000), edge(0, 2)])).toEqual([0, 0, 2]);
    const like = [edge(0, 1), edge(0, 2), edge(0, 3)];
    expect(clustered(['2004 1', '2004', '1', '2004 1'], like), 'the same name').toEqual([0, 1, 2, 0]);
  });

  it('a decision goes before', () => {
    const decided = { mustLink: [[1, 2] as const], cannotLink: [] };
    expect(clustered([null, '1', '2'], [], decided)).toEqual([0, 1, 1]);
  });

  it('no cluster holds two of other numbers where no match ties such', () => {
    const most = 9;
    const said = fc.array(fc.constantFrom(null, null, '1', '2', '3'), {
      minLength: most + 1,
      maxLength: most + 1,
    });
    const links = fc.uniqueArray(
      fc.tuple(fc.nat(most), fc.nat(most), fc.integer({ min: -3_000, max: 30_000 })),
      { selector: ([a, b]) => [a, b].sort((x, y) => x - y).join(' '), maxLength: 40 },
    );
    fc.assert(
      fc.property(said, links, (lists, drawn) => {
        const { codes, numbers } = seriesSayings(lists);
        const of = (record: number): ReadonlySet<number> => numbers[codes[record] ?? 0] ?? new Set();
        const edges = drawn
          .filter(([a, b]) => a !== b && !otherNumbers(of(a), of(b)))
          .map(([a, b, weight]) => edge(a, b, weight));
        const cluster = clustered(lists, edges);
        for (let a = 0; a <= most; a++)
          for (let b = 0; b < a; b++)
            if (cluster[a] === cluster[b]) expect(otherNumbers(of(a), of(b))).toBe(false);
      }),
    );
  });
});
