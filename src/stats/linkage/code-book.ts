/** Numbers 64-bit keys (low word, high word) 1, 2, … in the order they first come. */
export interface CodeBook {
  code(low: number, high: number): number;
  readonly size: number;
}

export function codeBook(): CodeBook {
  let mask = (1 << 12) - 1;
  let slots = new Int32Array(mask + 1);
  let lows = new Int32Array(mask + 1);
  let highs = new Int32Array(mask + 1);
  let size = 0;
  const slotOf = (low: number, high: number): number =>
    (Math.imul(low ^ (high >>> 15), 0x9e3779b1) ^ high) & mask;
  const grow = (): void => {
    mask = 2 * mask + 1;
    const [oldLows, oldHighs] = [lows, highs];
    slots = new Int32Array(mask + 1);
    lows = new Int32Array(mask + 1);
    highs = new Int32Array(mask + 1);
    lows.set(oldLows);
    highs.set(oldHighs);
    for (let code = 1; code <= size; code++) {
      let slot = slotOf(lows[code] ?? 0, highs[code] ?? 0);
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code;
    }
  };
  return {
    get size() {
      return size;
    },
    code(low, high) {
      let slot = slotOf(low, high);
      for (;;) {
        const code = slots[slot] ?? 0;
        if (code === 0) break;
        if (lows[code] === low && highs[code] === high) return code;
        slot = (slot + 1) & mask;
      }
      size += 1;
      slots[slot] = size;
      lows[size] = low;
      highs[size] = high;
      if (2 * size > mask) grow();
      return size;
    },
  };
}
