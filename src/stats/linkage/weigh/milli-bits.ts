/** Weights are whole thousandths of a bit: equal sums are equal in any order of adding. */
export const milliBits = (ratio: number): number => Math.round(1000 * Math.log2(ratio));

/** Prior odds of a share of matches as a weight. */
export const priorWeight = (lambda: number): number => milliBits(lambda / (1 - lambda));

/** Probability of a match at a weight: 0 is one half. */
export const probabilityOf = (weight: number): number => 1 / (1 + 2 ** (-weight / 1000));
