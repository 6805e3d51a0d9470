const halfPair = 0.5;

/** Pairs by level, worst first, of which none agrees in full: what is called the same is the same. */
export function noneTheSame(pairs: readonly number[]): number[] {
  const same = pairs.at(-1) ?? 0;
  const moved = Math.max(0, same - halfPair);
  return pairs.map((count, level) =>
    level === pairs.length - 1 ? count - moved : level === 0 ? count + moved : count,
  );
}

/** Levels in equal steps begin with the second: the first holds all that differs. */
const firstOfTail = 3;
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
 * What is beyond are matches. The pairs stay as many.
 */
export function fallingTail(
  pairs: readonly number[],
  expected: readonly number[],
  from = firstOfTail,
): number[] {
  const falling = [...pairs];
  // That all is the same is no step of likeness.
  for (let level = from; level < falling.length - 1; level++) {
    const [last = 0, before = 0] = [falling[level - 1], falling[level - 2]];
    const step = Math.max(
      (expected[level] ?? 0) / (expected[level - 1] ?? 1),
      before > 0 ? Math.min(1, last / before) : 0,
    );
    const beyond = Math.max(0, (falling[level] ?? 0) - last * step);
    falling[level] = (falling[level] ?? 0) - beyond;
    falling[0] = (falling[0] ?? 0) + beyond;
  }
  return falling;
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/**
 * Pairs by level, worst first, of which as few agree so well or better as do among two records of one list: what pairs across
 * lists show holds matches, whom nothing else may tell from chance, and a list seldom has anything twice. The pairs stay as many.
 */
export function rareAsInOneList(across: readonly number[], within: readonly number[]): number[] {
  const [all, own] = [sum(across), sum(within)];
  if (own <= 0) return [...across];
  const rare = [...across];
  let [shown, ownShown, kept] = [0, 0, 0];
  for (let level = across.length - 1; level > 0; level--) {
    shown += across[level] ?? 0;
    ownShown += within[level] ?? 0;
    const most = Math.max(kept, Math.min(shown, (all * (ownShown + halfPair)) / own));
    rare[level] = most - kept;
    kept = most;
  }
  rare[0] = all - kept;
  return rare;
}
