import { describe, expect, it } from 'vitest';
import { decidedGroups } from './decided-groups.ts';
import { weakBelow, weakTies } from './weak-ties.ts';

const ties = (
  pairs: readonly (readonly [left: number, right: number, weight: number])[],
  cluster: readonly number[],
  said: readonly (readonly [number, number])[] = [],
): number[] =>
  weakTies(
    {
      left: Int32Array.from(pairs, ([left]) => left),
      right: Int32Array.from(pairs, ([, right]) => right),
      weight: Int32Array.from(pairs, ([, , weight]) => weight),
    },
    { cluster: Int32Array.from(cluster), count: new Set(cluster).size },
    decidedGroups(cluster.length, [], () => undefined, said),
  );

describe('[GOLDEN-12] a weak bridge', () => {
  it('is a single tie below the weight of 99.9 %', () => {
    expect(weakBelow).toBe(9_964);
    expect(
      ties(
        [
          [0, 1, 20_000],
          [1, 2, weakBelow - 1],
        ],
        [0, 0, 0],
      ),
    ).toEqual([1]);
    expect(
      ties(
        [
          [0, 1, 20_000],
          [1, 2, weakBelow],
        ],
        [0, 0, 0],
      ),
    ).toEqual([]);
  });

  it('is no tie beside another, of two records alone, or of records that are not one', () => {
    expect(
      ties(
        [
          [0, 1, 20_000],
          [1, 2, 5_000],
          [0, 2, 4_000],
        ],
        [0, 0, 0],
      ),
    ).toEqual([]);
    expect(ties([[0, 1, 5_000]], [0, 0])).toEqual([]);
    expect(
      ties(
        [
          [0, 1, 20_000],
          [1, 2, 5_000],
          [2, 3, 20_000],
        ],
        [0, 0, 1, 1],
      ),
    ).toEqual([]);
  });

  it('is no tie that only stands beside what a source says', () => {
    expect(
      ties(
        [
          [0, 2, 5_000],
          [1, 2, 5_000],
        ],
        [0, 0, 0],
        [[0, 1]],
      ),
    ).toEqual([]);
    expect(
      ties(
        [
          [0, 1, 5_000],
          [1, 2, 5_000],
        ],
        [0, 0, 0],
        [[0, 1]],
      ),
    ).toEqual([1]);
  });
});
