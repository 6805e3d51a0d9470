const halfPair = 0.5;

/** Levels in equal steps begin with the second, and from this one on follow those before: the first holds all that differs. */
export const firstOfTail = 3;
/** Fewer pairs than these do not tell how rare a level is. */
const tellingPairs = 5;

/** From which level on, of levels in equal steps, too few of these pairs are so alike or more. */
export function thinTail(pairs: readonly number[]): number {
  let beyond = 0;
  let from = pairs.length;
  while (from > firstOfTail && beyond + (pairs[from - 1] ?? 0) < tellingPairs) beyond += pairs[--from] ?? 0;
  return from;
}

/**
 * Pairs by level, worst first, of a field whose levels go in equal steps: of different things each, from `from` on, is rarer
 * beside the one before than that is beside the one before it, or than `expected` shares say (tails of likeness are log-concave).
 * What is beyond are matches; what none shows is as rare as that, and half a pair at most. The pairs stay as many.
 */
export function fallingTail(
  pairs: readonly number[],
  expected: readonly number[],
  from = firstOfTail,
): number[] {
  const falling = [...pairs];
  for (let level = from; level < falling.length; level++) {
    const [last = 0, before = 0, own = 0] = [falling[level - 1], falling[level - 2], falling[level]];
    const step = Math.max(
      Math.min(1, (expected[level] ?? 0) / (expected[level - 1] ?? 1)),
      before > 0 ? Math.min(1, last / before) : 0,
    );
    const beyond = own - Math.min(Math.max(own, halfPair), last * step);
    falling[level] = (falling[level] ?? 0) - beyond;
    falling[0] = (falling[0] ?? 0) + beyond;
  }
  return falling;
}
