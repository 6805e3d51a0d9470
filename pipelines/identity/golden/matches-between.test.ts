import { describe, expect, it } from 'vitest';
import { seriesSayings } from '../../../src/stats/linkage/cluster/series-sayings.ts';
import { matchesBetween } from './matches-between.ts';

type Match = readonly [left: number, right: number];

/** Pairs that are asked about and those that are answered, of records that say these numbers; `apart` are decided to be. */
const between = (
  said: readonly (string | null)[],
  matches: readonly Match[],
  cluster: readonly number[],
  apart: readonly Match[] = [],
) => {
  const matched = {
    left: Int32Array.from(matches, ([a]) => a),
    right: Int32Array.from(matches, ([, b]) => b),
    weight: Int32Array.from(matches, () => 20_000),
  };
  const decided = { mustLink: [], cannotLink: apart };
  const series = seriesSayings(said);
  const { asked, answered } = matchesBetween(matched, series, decided, 3_000, Int32Array.from(cluster));
  const pairs = (of: readonly number[]) => of.map((at) => matches[at]);
  return { asked: pairs(asked), answered: pairs(answered) };
};
const fan: Match[] = [
  [0, 1],
  [0, 2],
];

describe('[LINK-45] matches of a record that stands between companies of a series', () => {
  it('are all asked about while it is none of them', () => {
    expect(between([null, '1', '2'], fan, [0, 1, 2])).toEqual({ asked: fan, answered: [] });
  });

  it('are answered once it is one of them', () => {
    expect(between([null, '1', '2'], fan, [0, 0, 2])).toEqual({ asked: [], answered: [[0, 2]] });
  });

  it('are not answered by a company that says no more than it does, nor for its like that is another customer', () => {
    const matches: Match[] = [...fan, [0, 3], [4, 1], [4, 2]];
    expect(between([null, '1', '2', null, null], matches, [0, 1, 2, 0, 4]).answered).toEqual([]);
    expect(between([null, '1', '2', null, null], matches, [0, 0, 2, 0, 4])).toEqual({
      asked: [
        [4, 1],
        [4, 2],
      ],
      answered: [[0, 2]],
    });
  });

  it('are not answered with those that say the same number as the one it is', () => {
    const matches: Match[] = [...fan, [0, 3]];
    expect(between([null, '1', '2', '1'], matches, [0, 0, 2, 3])).toEqual({
      asked: [[0, 3]],
      answered: [[0, 2]],
    });
  });

  it('are answered with a record without a number whose customer is another of the companies', () => {
    const matches: Match[] = [...fan, [0, 3]];
    const said = [null, '1', '2', null];
    expect(between(said, matches, [0, 1, 2, 2]).asked, 'which of them it is, that asks as well').toEqual(
      matches,
    );
    expect(between(said, matches, [0, 0, 2, 2])).toEqual({
      asked: [],
      answered: [
        [0, 2],
        [0, 3],
      ],
    });
  });

  it('are ordinary ones once all companies but one are ruled out, and asked about while two are left', () => {
    expect(between([null, '1', '2'], fan, [0, 1, 2], [[0, 1]])).toEqual({ asked: [], answered: [] });
    const three: Match[] = [...fan, [0, 3]];
    expect(between([null, '1', '2', '3'], three, [0, 1, 2, 3], [[1, 0]])).toEqual({
      asked: [
        [0, 2],
        [0, 3],
      ],
      answered: [],
    });
  });

  it('rule out with one record of a company the others of it, but none of another number', () => {
    const matches: Match[] = [...fan, [0, 3], [1, 3]];
    expect(between([null, '1', '2', '1'], matches, [0, 1, 2, 1], [[0, 1]]).asked).toEqual([]);
    expect(between([null, '1', '2', '1'], [...fan, [0, 3]], [0, 1, 2, 3], [[0, 1]]).asked).toEqual([
      [0, 2],
      [0, 3],
    ]);
  });

  it('are none where no second company matches it', () => {
    expect(between([null, '1'], [[0, 1]], [0, 1])).toEqual({ asked: [], answered: [] });
  });
});
