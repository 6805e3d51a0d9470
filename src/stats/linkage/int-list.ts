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
