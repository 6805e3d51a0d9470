import { codeBook } from '../code/code-book.ts';
import type { PatternCounts } from './level-contexts.ts';

/** Levels that go into one half of a key: nine values each. */
const perWord = 9;

/**
 * The patterns that rows of levels (row-major, -1 for a missing value, below 7) show and how many show each, times `scale`;
 * in the order of the patterns, whatever the order of the rows.
 */
export function levelPatterns(levels: Int8Array, fields: number, scale: number): PatternCounts {
  const rows = levels.length / fields;
  const words = Math.max(1, Math.ceil(fields / perWord));
  const books = Array.from({ length: words }, () => codeBook());
  const counts: (number | undefined)[] = [];
  const first: (number | undefined)[] = [];
  for (let row = 0; row < rows; row++) {
    let code = 0;
    for (let word = 0; word < words; word++) {
      let packed = 0;
      for (let field = word * perWord; field < Math.min(fields, (word + 1) * perWord); field++)
        packed = packed * 9 + (levels[row * fields + field] ?? -1) + 1;
      code = books[word]?.code(code, packed) ?? 0;
    }
    if (counts[code] === undefined) first[code] = row;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  const order = first
    .flatMap((row, code) => (row === undefined ? [] : [code]))
    .sort((a, b) => {
      const [left, right] = [(first[a] ?? 0) * fields, (first[b] ?? 0) * fields];
      for (let field = 0; field < fields; field++) {
        const apart = (levels[left + field] ?? 0) - (levels[right + field] ?? 0);
        if (apart !== 0) return apart;
      }
      return 0;
    });
  const grid = new Int8Array(order.length * fields);
  order.forEach((code, at) => {
    const row = (first[code] ?? 0) * fields;
    grid.set(levels.subarray(row, row + fields), at * fields);
  });
  return { levels: grid, counts: Float64Array.from(order, (code) => (counts[code] ?? 0) * scale) };
}
