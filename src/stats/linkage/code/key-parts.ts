/** 64-bit keys as the engine lays them out: low word, high word, low, high … */
export type Words = Int32Array;

/** Keys told into parts by their bits: all that are equal are in one part, and a part is small enough that looking through it stays in the cache. */
export interface KeyParts {
  /** Part `p` holds the cells `start[p]` … `start[p + 1] - 1`. */
  readonly start: Int32Array;
  /** Three words each: low word, high word, the number of the key; those of a part in the order of the list. There may be more memory than cells. */
  readonly cells: Int32Array;
}

/** Words of a cell. */
export const keyCell = 3;

/** So many keys of a part are looked through without leaving the cache. */
const atOnce = 2_048;
const mostBits = 11;

/** Into how many parts so many keys go, as a power of 2. */
export function partBits(keys: number): number {
  let bits = 0;
  while (bits < mostBits && keys > atOnce << bits) bits += 1;
  return bits;
}

/** Bits of a key, all of which depend on both words. */
const mixed = (low: number, high: number): number => {
  const mix = Math.imul(low, 0x9e3779b1) ^ Math.imul(high ^ (low >>> 15), 0x85ebca6b);
  return mix ^ (mix >>> 16);
};

/**
 * Tells the keys of a list into 2^`bits` parts. Keys of 0 are left out. Keys are numbered from 0 where nothing else is said.
 * `into`: memory for the cells, `keyCell` words a key.
 */
export function partKeys(keys: Words, bits: number, numbers?: Int32Array, into?: Int32Array): KeyParts {
  // The upper bits tell parts apart, the lower ones places in a part's table.
  const shift = 31 - bits;
  const start = new Int32Array((1 << bits) + 1);
  const entries = keys.length >> 1;
  for (let at = 0; at < entries; at++) {
    const low = keys[2 * at] ?? 0;
    const high = keys[2 * at + 1] ?? 0;
    if (low === 0 && high === 0) continue;
    const part = (mixed(low, high) >>> 1) >>> shift;
    start[part + 1] = (start[part + 1] ?? 0) + 1;
  }
  for (let part = 0; part < 1 << bits; part++) start[part + 1] = (start[part + 1] ?? 0) + (start[part] ?? 0);
  const next = start.slice();
  const cells = into ?? new Int32Array(keyCell * (start[1 << bits] ?? 0));
  for (let at = 0; at < entries; at++) {
    const low = keys[2 * at] ?? 0;
    const high = keys[2 * at + 1] ?? 0;
    if (low === 0 && high === 0) continue;
    const part = (mixed(low, high) >>> 1) >>> shift;
    const cell = next[part] ?? 0;
    next[part] = cell + 1;
    cells[keyCell * cell] = low;
    cells[keyCell * cell + 1] = high;
    cells[keyCell * cell + 2] = numbers === undefined ? at : (numbers[at] ?? 0);
  }
  return { start, cells };
}

/** Finds the keys of one part at a time. */
export interface PartTable {
  /** Forgets the part before; from here on for `part`. */
  open(part: number): void;
  /** The first cell of the part with the key; it is `cell`, which is put in, when there is none before. */
  put(cell: number): number;
  /** The cell with a key; -1 for none. */
  find(low: number, high: number): number;
}

export function partTable({ start, cells }: KeyParts): PartTable {
  let size = 4;
  let slots = new Int32Array(size);
  /** Where a key is, or would be. */
  const slotOf = (low: number, high: number): number => {
    let slot = mixed(low, high) & (size - 1);
    for (;;) {
      const cell = (slots[slot] ?? 0) - 1;
      if (cell < 0 || (cells[keyCell * cell] === low && cells[keyCell * cell + 1] === high)) return slot;
      slot = (slot + 1) & (size - 1);
    }
  };
  return {
    open(part) {
      const held = (start[part + 1] ?? 0) - (start[part] ?? 0);
      size = 4;
      while (size < 2 * held) size *= 2;
      if (slots.length < size) slots = new Int32Array(size);
      else slots.fill(0, 0, size);
    },
    put(cell) {
      const slot = slotOf(cells[keyCell * cell] ?? 0, cells[keyCell * cell + 1] ?? 0);
      const known = slots[slot] ?? 0;
      if (known > 0) return known - 1;
      slots[slot] = cell + 1;
      return cell;
    },
    find: (low, high) => (slots[slotOf(low, high)] ?? 0) - 1,
  };
}
