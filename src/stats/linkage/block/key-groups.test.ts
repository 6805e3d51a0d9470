import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyGroups } from './key-groups.ts';
import { scratchMemory } from '../code/scratch-memory.ts';

/** The words of 40 records, laid out flat. */
function wordsOf(of: (record: number) => Int32Array): { from: Int32Array; codes: Int32Array } {
  const from = new Int32Array(41);
  const codes: number[] = [];
  for (let record = 0; record < 40; record++) {
    codes.push(...of(record));
    from[record + 1] = codes.length;
  }
  return { from, codes: Int32Array.from(codes) };
}

describe('groups of records', () => {
  it('hold those that agree on every part, and no others', () => {
    const codes = fc.array(fc.nat(4), { minLength: 40, maxLength: 40 });
    // One memory for all: what one grouping left there must not show in the next.
    const scratch = scratchMemory();
    fc.assert(
      fc.property(
        codes,
        codes,
        fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 3 }))),
        (first, second, words) => {
          const of = (record: number): Int32Array => Int32Array.from(words[record] ?? []);
          const { start, members } = keyGroups(
            40,
            [
              { codes: Int32Array.from(first), size: 5 },
              { codes: Int32Array.from({ length: 40 }, (_, record) => record), words: wordsOf(of), size: 4 },
              { codes: Int32Array.from(second), size: 5 },
            ],
            scratch,
          );
          const found: string[] = [];
          for (let group = 0; group + 1 < start.length; group++)
            found.push(members.slice(start[group], start[group + 1]).join(' '));
          const expected = new Map<string, number[]>();
          for (let record = 0; record < 40; record++)
            for (const word of of(record)) {
              if (first[record] === 0 || second[record] === 0) continue;
              const key = [first[record], word, second[record]].join();
              expected.set(key, [...(expected.get(key) ?? []), record]);
            }
          const wanted = [...expected.values()].filter((group) => group.length > 1);
          expect(found.sort()).toEqual(wanted.map((group) => group.join(' ')).sort());
        },
      ),
    );
  });

  it.each([10, 1_000, 70_000])('of %i records with one code keep their order', (records) => {
    const codes = Int32Array.from({ length: records }, (_, at) => (at % 3) + 1);
    const { start, members } = keyGroups(
      records,
      [
        { codes: new Int32Array(records).fill(1), size: 9 },
        { codes, size: 4 },
      ],
      scratchMemory(),
    );
    const found = Array.from(start.subarray(1), (end, group) => [...members.subarray(start[group], end)]);
    expect(found.sort(([a = 0], [b = 0]) => a - b)).toEqual(
      [0, 1, 2].map((rest) => Array.from({ length: records }, (_, at) => at).filter((at) => at % 3 === rest)),
    );
  });
});
