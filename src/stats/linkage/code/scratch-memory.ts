/**
 * Memory for one piece of work after the other, for what each needs until it is done: touching fresh memory costs more than
 * most of what is done in it. What was in it before is still there.
 */
export interface ScratchMemory {
  /** At least `size` integers for a use; those of the same use are the same. */
  ints(use: string, size: number): Int32Array;
}

/** For one thread. It is freed with the object. */
export function scratchMemory(): ScratchMemory {
  const held = new Map<string, Int32Array>();
  return {
    ints(use, size) {
      const known = held.get(use);
      if (known !== undefined && known.length >= size) return known;
      const grown = new Int32Array(size);
      held.set(use, grown);
      return grown;
    },
  };
}
