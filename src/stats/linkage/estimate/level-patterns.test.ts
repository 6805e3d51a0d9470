import { describe, expect, it } from 'vitest';
import { levelPatterns } from './level-patterns.ts';

describe('patterns of levels', () => {
  it('count rows alike, in their own order, whatever the order of the rows', () => {
    const rows = [
      [2, -1, 0],
      [0, 1, 1],
      [2, -1, 0],
      [-1, 7, 1],
    ];
    const expected = {
      levels: Int8Array.of(-1, 7, 1, 0, 1, 1, 2, -1, 0),
      counts: Float64Array.of(0.5, 0.5, 1),
    };
    expect(levelPatterns(Int8Array.from(rows.flat()), 3, 0.5)).toEqual(expected);
    expect(levelPatterns(Int8Array.from(rows.reverse().flat()), 3, 0.5)).toEqual(expected);
  });

  it('tell apart rows of many fields that differ in the last', () => {
    const row = Array.from({ length: 20 }, (_, at) => (at % 9) - 1);
    const other = row.toSpliced(19, 1, 5);
    const { levels, counts } = levelPatterns(Int8Array.from([...row, ...other, ...row]), 20, 1);
    expect([...counts]).toEqual([2, 1]);
    expect([...levels]).toEqual([...row, ...other]);
  });
});
