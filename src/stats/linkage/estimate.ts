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
  /** For each field the number of random pairs seen on each level (matches among them are taken out again). */
  readonly random: readonly (readonly number[])[];
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

function shares(values: readonly number[], floor: number): number[] {
  const floored = values.map((value) => Math.max(value, floor));
  const sum = floored.reduce((total, value) => total + value, 0);
  return floored.map((value) => value / sum);
}

/** Random pairs hold matches too, in a small table many: their share on each level is taken off. */
function unmatched(input: EstimateInput, m: readonly (readonly number[])[], lambda: number): number[][] {
  return input.priors.map((levels, field) => {
    const seen = input.random[field] ?? [];
    const all = seen.reduce((sum, count) => sum + count, 0);
    const left = levels.map((prior, level) => {
      const matches = all * lambda * (m[field]?.[level] ?? 0);
      return Math.max(0, (seen[level] ?? 0) - matches) + uStrength * prior.u;
    });
    return shares(left, smallest * (all + uStrength));
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
  const rows = patterns.counts.length;
  const strength = input.strength ?? 40;
  let m = priors.map((levels) =>
    shares(
      levels.map((one) => one.m),
      smallest,
    ),
  );
  let lambda = Math.min(0.5, Math.max(input.expectedMatches, 1) / possiblePairs);
  let u = unmatched(input, m, lambda);
  let iterations = 0;
  for (; iterations < (input.maxIterations ?? 100); iterations++) {
    const ratio = m.map((shareOf, field) =>
      shareOf.map((share, level) => Math.log(share / (u[field]?.[level] ?? 1))),
    );
    const matched = priors.map((levels) => levels.map((one) => strength * one.m));
    const odds = Math.log(lambda / (1 - lambda));
    let matches = 0;
    for (let row = 0; row < rows; row++) {
      let log = odds;
      for (let field = 0; field < fields; field++) {
        const level = patterns.levels[row * fields + field] ?? -1;
        if (level >= 0) log += ratio[field]?.[level] ?? 0;
      }
      const expected = (patterns.counts[row] ?? 0) / (1 + Math.exp(-log));
      matches += expected;
      for (let field = 0; field < fields; field++) {
        const level = patterns.levels[row * fields + field] ?? -1;
        const into = matched[field];
        if (level >= 0 && into !== undefined) into[level] = (into[level] ?? 0) + expected;
      }
    }
    const next = matched.map((counts) => shares(counts, smallest));
    const nextLambda = Math.min(0.5, Math.max(matches, 0.5) / possiblePairs);
    const moved = Math.max(
      Math.abs(Math.log(nextLambda / lambda)),
      ...next.flatMap((levels, field) =>
        levels.map((share, level) => Math.abs(share - (m[field]?.[level] ?? 0))),
      ),
    );
    m = next;
    lambda = nextLambda;
    u = unmatched(input, m, lambda);
    if (moved < 1e-5) break;
  }
  return { m, u, lambda, iterations };
}
