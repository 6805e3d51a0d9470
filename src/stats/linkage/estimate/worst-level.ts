/** Shares with so much for the worst level, and the others as they are to each other. */
export function withWorst(shares: readonly number[], worst: number): number[] {
  const told = shares.slice(1).reduce((sum, share) => sum + share, 0);
  return [worst, ...shares.slice(1).map((share) => ((1 - worst) * share) / told)];
}
