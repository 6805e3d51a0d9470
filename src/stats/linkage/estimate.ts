import type { LevelPrior } from './field-kind.ts';

/** Compared pairs, grouped: each distinct pattern of levels and how many pairs (of a sample, weighted up) show it. */
export interface PatternCounts {
  /** Row-major, one row a pattern, one level a field; -1 where a value is missing. */
  readonly levels: Int8Array;
  readonly counts: Float64Array;
}

export interface EstimateInput {
  readonly patterns: PatternCounts;
  /** All pairs that could be formed, blocked or not. */
  readonly possiblePairs: number;
  /** Random pairs; matches among them are told by the model and left out of account. */
  readonly random: PatternCounts;
  readonly priors: readonly (readonly LevelPrior[])[];
  /** Matches expected before any data is seen, where the search starts. */
  readonly expectedMatches: number;
  /** How many matches the priors of m count for. */
  readonly strength?: number;
  readonly maxIterations?: number;
}

export interface Estimate {
  readonly m: readonly (readonly number[])[];
  readonly u: readonly (readonly number[])[];
  /** Share of matches among all possible pairs. */
  readonly lambda: number;
  readonly iterations: number;
}

const uStrength = 50;
const smallest = 1e-7;
const halfPair = 0.5;

function shares(values: readonly number[], floor: (level: number) => number): number[] {
  const floored = values.map((value, level) => Math.max(value, floor(level)));
  const sum = floored.reduce((total, value) => total + value, 0);
  return floored.map((value) => value / sum);
}
const tiny = (): number => smallest;

/** Chance of each pattern to be a match, handed to `visit` with its count. */
function eachPattern(
  { levels, counts }: PatternCounts,
  ratio: readonly (readonly number[])[],
  odds: number,
  visit: (row: number, count: number, match: number) => void,
): void {
  const fields = ratio.length;
  for (let row = 0; row < counts.length; row++) {
    let log = odds;
    for (let field = 0; field < fields; field++) {
      const level = levels[row * fields + field] ?? -1;
      if (level >= 0) log += ratio[field]?.[level] ?? 0;
    }
    visit(row, counts[row] ?? 0, 1 / (1 + Math.exp(-log)));
  }
}

/**
 * Random pairs hold matches too, in a small table many: each counts as far as it is none. A level that none shows is taken to
 * be as rare as the prior says or half a pair, whatever is rarer.
 */
function unmatched(
  { random, priors }: EstimateInput,
  ratio: readonly (readonly number[])[],
  odds: number,
): number[][] {
  const fields = priors.length;
  const seen = priors.map((levels) => levels.map((prior) => uStrength * prior.u));
  eachPattern(random, ratio, odds, (row, count, match) => {
    for (let field = 0; field < fields; field++) {
      const level = random.levels[row * fields + field] ?? -1;
      const into = seen[field];
      if (level >= 0 && into !== undefined) into[level] = (into[level] ?? 0) + count * (1 - match);
    }
  });
  return seen.map((counts, field) => {
    const all = counts.reduce((sum, count) => sum + count, 0);
    return shares(counts, (level) => Math.min(halfPair, all * (priors[field]?.[level]?.u ?? 0)));
  });
}

/**
 * Fellegi and Sunter's model by expectation and maximisation (Winkler 1988) over grouped patterns: m and λ are
 * estimated, m shrunk towards the priors (a Dirichlet prior worth `strength` matches); u is what random pairs show.
 * λ is the share among all possible pairs, so that a weight means the same whatever the blocking was; pairs that were
 * not compared count as no matches. Patterns must come in an order that does not depend on the data's.
 */
export function estimate(input: EstimateInput): Estimate {
  const { patterns, possiblePairs, priors } = input;
  const fields = priors.length;
  const strength = input.strength ?? 40;
  let m = priors.map((levels) =>
    shares(
      levels.map((one) => one.m),
      tiny,
    ),
  );
  let lambda = Math.min(0.5, Math.max(input.expectedMatches, 1) / possiblePairs);
  const ratioTo = (u: readonly (readonly number[])[]): number[][] =>
    m.map((shareOf, field) => shareOf.map((share, level) => Math.log(share / (u[field]?.[level] ?? 1))));
  const odds = (): number => Math.log(lambda / (1 - lambda));
  let u = unmatched(input, ratioTo(priors.map((levels) => levels.map((one) => one.u))), odds());
  let iterations = 0;
  for (; iterations < (input.maxIterations ?? 100); iterations++) {
    const matched = priors.map((levels) => levels.map((one) => strength * one.m));
    let matches = 0;
    eachPattern(patterns, ratioTo(u), odds(), (row, count, match) => {
      const expected = count * match;
      matches += expected;
      for (let field = 0; field < fields; field++) {
        const level = patterns.levels[row * fields + field] ?? -1;
        const into = matched[field];
        if (level >= 0 && into !== undefined) into[level] = (into[level] ?? 0) + expected;
      }
    });
    const next = matched.map((counts) => shares(counts, tiny));
    const nextLambda = Math.min(0.5, Math.max(matches, 0.5) / possiblePairs);
    const moved = Math.max(
      Math.abs(Math.log(nextLambda / lambda)),
      ...next.flatMap((levels, field) =>
        levels.map((share, level) => Math.abs(share - (m[field]?.[level] ?? 0))),
      ),
    );
    m = next;
    lambda = nextLambda;
    u = unmatched(input, ratioTo(u), odds());
    if (moved < 1e-5) break;
  }
  return { m, u, lambda, iterations };
}
