const halfPair = 0.5;

/** Pairs by level, worst first, of which none agrees in full: what is called the same is the same. */
export function noneTheSame(pairs: readonly number[]): number[] {
  const same = pairs.at(-1) ?? 0;
  const moved = Math.max(0, same - halfPair);
  return pairs.map((count, level) =>
    level === pairs.length - 1 ? count - moved : level === 0 ? count + moved : count,
  );
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
