/** Steps of one letter from one word to another: put in, left out, changed (Levenshtein). */
function steps(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let row = 0; row < from.length; row++) {
    const next = [row + 1];
    for (let at = 1; at <= to.length; at++)
      next.push(
        Math.min(
          (above[at] ?? 0) + 1,
          (next[at - 1] ?? 0) + 1,
          (above[at - 1] ?? 0) + (from[row] === to[at - 1] ? 0 : 1),
        ),
      );
    above = next;
  }
  return above[to.length] ?? 0;
}

/** The name that somebody meant who misspelt it: at most a third of its letters away; nothing where none is near. */
export function nearestName(given: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((name) => ({ name, away: steps(given.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.away - b.away);
  return best && best.away <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : undefined;
}
