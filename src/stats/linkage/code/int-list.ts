/** A list of 32-bit integers that grows. */
export interface IntList {
  push(value: number): void;
  readonly size: number;
  /** What is in it; good until the next push. */
  items(): Int32Array<ArrayBuffer>;
}

export function intList(): IntList {
  let held = new Int32Array(1_024);
  let size = 0;
  return {
    get size() {
      return size;
    },
    push(value) {
      if (size === held.length) {
        const wider = new Int32Array(2 * size);
        wider.set(held);
        held = wider;
      }
      held[size++] = value;
    },
    items: () => held.subarray(0, size),
  };
}

/** Lists one after the other. */
export function joinInts(lists: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let filled = 0;
  for (const list of lists) {
    all.set(list, filled);
    filled += list.length;
  }
  return all;
}
