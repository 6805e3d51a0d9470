/** A small deterministic source of randomness (mulberry32) with what generators need. */
export interface SeededRandom {
  /** In `[0, 1)`. */
  next(): number;
  /** An integer in `[0, below)`. */
  integer(below: number): number;
  pick<T>(items: readonly T[]): T;
  chance(probability: number): boolean;
  /** Some of the items, in their order. */
  some<T>(items: readonly T[], probability: number): T[];
}

export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (below: number): number => Math.floor(next() * below);
  return {
    next,
    integer,
    pick: (items) => {
      if (items.length === 0) throw new Error('nothing to pick from');
      return items[integer(items.length)] as (typeof items)[number];
    },
    chance: (probability) => next() < probability,
    some: (items, probability) => items.filter(() => next() < probability),
  };
}
