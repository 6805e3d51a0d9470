/** Finds numbers of 64-bit keys (low word, high word): a table in one piece, so that a look takes a line of memory or two. */
export interface HashTable {
  /** Says 0 and holds `number` (not 0) when the key is new, else what it holds. */
  add(low: number, high: number, number: number): number;
  /** 0 for a key that is not there. */
  find(low: number, high: number): number;
}

const cell = 3;

/** Has room for `most` keys, and grows when there are more. */
export function hashTable(most = 0): HashTable {
  let size = 8;
  while (3 * size < 4 * most) size *= 2;
  let cells = new Int32Array(size * cell);
  let held = 0;
  /** Where a key is, or would be. */
  const cellOf = (low: number, high: number): number => {
    // Pairs of small numbers come side by side: every bit of a slot depends on both words, or they would crowd.
    let mix = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b);
    mix = Math.imul(mix ^ (mix >>> 15), 0x2c1b3c6d);
    let slot = (mix ^ (mix >>> 14)) & (size - 1);
    for (;;) {
      const at = slot * cell;
      if (cells[at] === 0 || (cells[at + 1] === low && cells[at + 2] === high)) return at;
      slot = (slot + 1) & (size - 1);
    }
  };
  const put = (at: number, low: number, high: number, number: number): void => {
    cells[at] = number;
    cells[at + 1] = low;
    cells[at + 2] = high;
  };
  const grow = (): void => {
    const before = cells;
    size *= 2;
    cells = new Int32Array(size * cell);
    for (let at = 0; at < before.length; at += cell) {
      const [low = 0, high = 0] = [before[at + 1], before[at + 2]];
      if (before[at] !== 0) put(cellOf(low, high), low, high, before[at] ?? 0);
    }
  };
  return {
    add(low, high, number) {
      const at = cellOf(low, high);
      const known = cells[at] ?? 0;
      if (known !== 0) return known;
      put(at, low, high, number);
      if (4 * ++held > 3 * size) grow();
      return 0;
    },
    find: (low, high) => cells[cellOf(low, high)] ?? 0,
  };
}
