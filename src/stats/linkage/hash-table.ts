/** Finds numbers of 64-bit keys (low word, high word): a table in one piece, so that a look takes a line of memory or two. */
export interface HashTable {
  /** Says 0 and holds `number` (not 0) when the key is new, else what it holds. */
  add(low: number, high: number, number: number): number;
  /** 0 for a key that is not there. */
  find(low: number, high: number): number;
}

const cell = 3;

/** For up to `most` keys. */
export function hashTable(most: number): HashTable {
  let size = 8;
  while (3 * size < 4 * most) size *= 2;
  const mask = size - 1;
  const cells = new Int32Array(size * cell);
  /** Where a key is, or would be. */
  const cellOf = (low: number, high: number): number => {
    let slot = (Math.imul(low ^ (high >>> 15), 0x9e3779b1) ^ high) & mask;
    for (;;) {
      const at = slot * cell;
      if (cells[at] === 0 || (cells[at + 1] === low && cells[at + 2] === high)) return at;
      slot = (slot + 1) & mask;
    }
  };
  return {
    add(low, high, number) {
      const at = cellOf(low, high);
      const held = cells[at] ?? 0;
      if (held !== 0) return held;
      cells[at] = number;
      cells[at + 1] = low;
      cells[at + 2] = high;
      return 0;
    },
    find: (low, high) => cells[cellOf(low, high)] ?? 0,
  };
}
