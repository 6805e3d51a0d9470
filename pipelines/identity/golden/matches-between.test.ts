import { describe, expect, it } from 'vitest';
import { seriesSayings } from '../../../src/stats/linkage/series-sayings.ts';
import { matchesBetween } from './matches-between.ts';

type Match = readonly [left: number, right: number];

/** Pairs that are asked about and those that are answered, of records that say these numbers. */
const between = (said: readonly (string | null)[], matches: readonly Match[], cluster: readonly number[]) => {
  const matched = {
    left: Int32Array.from(matches, ([a]) => a),
    right: Int32Array.from(matches, ([, b]) => b),
    weight: Int32Array.from(matches, () => 20_000),
  };
  const { asked, answered } = matchesBetween(matched, seriesSayings(said), 3_000, Int32Array.from(cluster));
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

  it('are none where no second company matches it', () => {
    expect(between([null, '1'], [[0, 1]], [0, 1])).toEqual({ asked: [], answered: [] });
  });
});
