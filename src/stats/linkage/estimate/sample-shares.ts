/** Pairs of records of one relation, or of different ones, when so many of each are drawn. */
function pairsOf(drawn: readonly number[], within: boolean): number {
  const all = drawn.reduce((sum, n) => sum + n, 0);
  const squares = drawn.reduce((sum, n) => sum + n * n, 0);
  return (all * all - (within ? all : squares)) / 2;
}

/**
 * The share of each relation's records to draw so that there are about `wanted` pairs of them: of all alike where records of
 * one relation make pairs, else as many of each, so that a short list is there at all.
 */
export function randomShares(perRelation: readonly number[], within: boolean, wanted: number): number[] {
  const possible = pairsOf(perRelation, within);
  if (possible <= wanted) return perRelation.map(() => 1);
  if (within) return perRelation.map(() => Math.sqrt(wanted / possible));
  let [least, most] = [0, Math.max(...perRelation)];
  for (let step = 0; step < 60; step++) {
    const middle = (least + most) / 2;
    const pairs = pairsOf(
      perRelation.map((n) => Math.min(n, middle)),
      within,
    );
    if (pairs < wanted) least = middle;
    else most = middle;
  }
  return perRelation.map((n) => Math.min(1, most / Math.max(1, n)));
}

export interface CandidateShares {
  /** The share of each relation's records to draw. */
  readonly shares: readonly number[];
  /** The share of the candidate pairs of which one record at least is drawn. */
  readonly formed: number;
}

/**
 * Records to draw so that about the share `wanted` of the candidate pairs have one of them. Of two relations those of the
 * larger are drawn from: of a short list none or all might be.
 */
export function candidateShares(
  perRelation: readonly number[],
  within: boolean,
  wanted: number,
): CandidateShares {
  if (wanted >= 1) return { shares: perRelation.map(() => 1), formed: 1 };
  const [first = 0, second = 0] = perRelation;
  if (!within && perRelation.length === 2)
    return { shares: first < second ? [0, wanted] : [wanted, 0], formed: wanted };
  const share = 1 - Math.sqrt(1 - wanted);
  return { shares: perRelation.map(() => share), formed: 1 - (1 - share) ** 2 };
}

/** Matches expected before any data is seen: one for every fifth record; of different relations, none for what the largest has more than the others. */
export function expectedMatches(perRelation: readonly number[], within: boolean): number {
  const all = perRelation.reduce((sum, n) => sum + n, 0);
  const others = all - Math.max(0, ...perRelation);
  return 0.2 * (within ? all : Math.min(all, 2 * others));
}
