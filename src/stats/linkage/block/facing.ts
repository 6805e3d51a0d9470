/** In a block, which of its records make pairs with each: found without looking at those that do not. */
export interface Facing {
  /** Takes the records of a block; false when none of them is in focus. */
  open(members: Int32Array, from: number, size: number): boolean;
  /** Places of the block in ascending order, of which those from `begin` on make pairs with the record at `at`, and come after it. Asked for ascending `at`. */
  of(at: number): Int32Array;
  begin: number;
  /** Where they end. */
  end: number;
}

const sidesOf = (relation?: Uint8Array): number =>
  (relation?.reduce((most, one) => Math.max(most, one), 0) ?? 0) + 1;

/** How many lists it takes. */
export const facingLists = (relation?: Uint8Array): number => 2 * sidesOf(relation);

/**
 * `list`: gives one for places of a block of up to `largest` records. `focus`: 1 for records of which a pair needs one.
 * `relation`: given when only records of different relations make pairs.
 */
export function facing(
  list: () => Int32Array,
  largest: number,
  focus?: Uint8Array,
  relation?: Uint8Array,
): Facing {
  const sides = sidesOf(relation);
  // Row 2 × side: places facing the records of a side; row 2 × side + 1: those of them in focus.
  const lists = Array.from({ length: 2 * sides }, list);
  const sizes = new Int32Array(2 * sides);
  const next = new Int32Array(2 * sides);
  /** By place, the row that faces it. */
  const rowOf = new Int32Array(largest);
  const none = new Int32Array();
  const hasFocus = (members: Int32Array, from: number, size: number): boolean => {
    if (focus === undefined) return true;
    for (let at = from; at < from + size; at++) if (focus[members[at] ?? 0] === 1) return true;
    return false;
  };
  return {
    begin: 0,
    end: 0,
    open(members, from, size) {
      sizes.fill(0);
      next.fill(0);
      if (!hasFocus(members, from, size)) return false;
      for (let at = 0; at < size; at++) {
        const member = members[from + at] ?? 0;
        const inFocus = focus === undefined || focus[member] === 1;
        const side = relation === undefined ? -1 : (relation[member] ?? 0);
        rowOf[at] = 2 * Math.max(0, side) + (inFocus ? 0 : 1);
        for (let other = 0; other < sides; other++) {
          if (other === side) continue;
          const row = 2 * other;
          const list = lists[row] ?? none;
          list[sizes[row] ?? 0] = at;
          sizes[row] = (sizes[row] ?? 0) + 1;
          if (focus === undefined || !inFocus) continue;
          const near = lists[row + 1] ?? none;
          near[sizes[row + 1] ?? 0] = at;
          sizes[row + 1] = (sizes[row + 1] ?? 0) + 1;
        }
      }
      return true;
    },
    of(at) {
      const row = rowOf[at] ?? 0;
      const list = lists[row] ?? none;
      this.end = sizes[row] ?? 0;
      let begin = next[row] ?? 0;
      while (begin < this.end && (list[begin] ?? 0) <= at) begin += 1;
      next[row] = begin;
      this.begin = begin;
      return list;
    },
  };
}
