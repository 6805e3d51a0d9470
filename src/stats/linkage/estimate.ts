import { followedFields, type JointAgreements } from './dependence.ts';
import type { LevelPrior } from './field-kind.ts';
import { agreesFrom, type Following } from './field-weights.ts';

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
  /** Fields whose levels hang on each other by definition, and which therefore follow none and are followed by none. */
  readonly apart?: readonly number[];
  /** Matches expected before any data is seen, where the search starts. */
  readonly expectedMatches: number;
  /** How many matches the priors of m count for. */
  readonly strength?: number;
  readonly maxIterations?: number;
}

/** Shares of a field's levels, worst first; by what the field it follows says, if it follows one. */
export interface LevelShares {
  readonly alone: readonly number[];
  readonly follows?: Following<readonly number[]>;
}

export interface Estimate {
  readonly m: readonly LevelShares[];
  readonly u: readonly LevelShares[];
  /** Share of matches among all possible pairs. */
  readonly lambda: number;
  readonly iterations: number;
}

const uStrength = 50;
/** How many pairs the shares of a field alone count for where it follows another. */
const followingStrength = 10;
const smallest = 1e-7;
const halfPair = 0.5;

/** A field's levels are counted apart by what the field it follows says. */
const [alone, agrees, differs] = [0, 1, 2];

interface Shape {
  readonly fields: number;
  readonly follows: readonly (number | undefined)[];
  readonly from: readonly number[];
  readonly priors: readonly (readonly LevelPrior[])[];
}

function shares(values: readonly number[], floor: (level: number) => number): number[] {
  const floored = values.map((value, level) => Math.max(value, floor(level)));
  const sum = floored.reduce((total, value) => total + value, 0);
  return floored.map((value) => value / sum);
}
const tiny = (): number => smallest;

function contextOf({ fields, follows, from }: Shape, levels: Int8Array, row: number, field: number): number {
  const followed = follows[field];
  if (followed === undefined) return alone;
  const level = levels[row * fields + followed] ?? -1;
  if (level < 0) return alone;
  return level >= (from[followed] ?? 0) ? agrees : differs;
}

/** Chance of each pattern to be a match, handed to `visit` with its count. */
function eachPattern(
  shape: Shape,
  { levels, counts }: PatternCounts,
  ratio: readonly (readonly (readonly number[])[])[],
  odds: number,
  visit: (row: number, count: number, match: number) => void,
): void {
  const { fields } = shape;
  for (let row = 0; row < counts.length; row++) {
    let log = odds;
    for (let field = 0; field < fields; field++) {
      const level = levels[row * fields + field] ?? -1;
      if (level >= 0) log += ratio[field]?.[contextOf(shape, levels, row, field)]?.[level] ?? 0;
    }
    visit(row, counts[row] ?? 0, 1 / (1 + Math.exp(-log)));
  }
}

/** Sums what `visit` gives for each pattern by field, context and level. */
function countLevels(
  shape: Shape,
  patterns: PatternCounts,
  ratio: readonly (readonly (readonly number[])[])[],
  odds: number,
  counted: (count: number, match: number) => number,
): { counts: number[][][]; sum: number } {
  const counts = shape.priors.map((levels, field) =>
    (shape.follows[field] === undefined ? [alone] : [alone, agrees, differs]).map(() => levels.map(() => 0)),
  );
  let sum = 0;
  eachPattern(shape, patterns, ratio, odds, (row, count, match) => {
    const by = counted(count, match);
    sum += by;
    for (let field = 0; field < shape.fields; field++) {
      const level = patterns.levels[row * shape.fields + field] ?? -1;
      if (level < 0) continue;
      const into = counts[field]?.[contextOf(shape, patterns.levels, row, field)];
      if (into !== undefined) into[level] = (into[level] ?? 0) + by;
    }
  });
  return { counts, sum };
}

/** From counts by context to shares by context: of all contexts together, then of each, shrunk towards those. */
function sharesOf(
  { priors }: Shape,
  counts: readonly (readonly (readonly number[])[])[],
  prior: (field: number, level: number) => number,
  following: number,
  floor: (field: number, all: number) => (level: number) => number,
): number[][][] {
  return counts.map((contexts, field) => {
    const summed = (priors[field] ?? []).map(
      (_, level) => prior(field, level) + contexts.reduce((sum, context) => sum + (context[level] ?? 0), 0),
    );
    const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
    const whole = shares(summed, floor(field, total(summed)));
    return contexts.map((context, which) => {
      if (which === alone) return whole;
      const shrunk = context.map((count, level) => count + following * (whole[level] ?? 0));
      return shares(shrunk, floor(field, total(shrunk)));
    });
  });
}

/**
 * Random pairs hold matches too, in a small table many: each counts as far as it is none. A level that none shows is taken to
 * be as rare as the prior says or half a pair, whatever is rarer.
 */
function unmatched(
  shape: Shape,
  random: PatternCounts,
  ratio: readonly (readonly (readonly number[])[])[],
  odds: number,
): number[][][] {
  const { counts } = countLevels(shape, random, ratio, odds, (count, match) => count * (1 - match));
  const prior = (field: number, level: number): number => shape.priors[field]?.[level]?.u ?? 0;
  return sharesOf(
    shape,
    counts,
    (field, level) => uStrength * prior(field, level),
    followingStrength,
    (field, all) => (level) => Math.min(halfPair, all * prior(field, level)),
  );
}

/** Which fields go together in random pairs, as far as the priors tell that they are no matches. */
function findFollowed(
  shape: Shape,
  { random, apart = [] }: EstimateInput,
  ratio: readonly (readonly (readonly number[])[])[],
  lambda: number,
): (number | undefined)[] {
  const { fields, from } = shape;
  const filled = shape.priors.map(() => 0);
  const joint = shape.priors.map(() => shape.priors.map(() => ({ pairs: 0, left: 0, right: 0, both: 0 })));
  eachPattern(shape, random, ratio, Math.log(lambda / (1 - lambda)), (row, count, match) => {
    const by = count * (1 - match);
    for (let left = 0; left < fields; left++) {
      const own = random.levels[row * fields + left] ?? -1;
      if (own < 0) continue;
      filled[left] = (filled[left] ?? 0) + by;
      for (let right = left + 1; right < fields; right++) {
        const other = random.levels[row * fields + right] ?? -1;
        const into = joint[left]?.[right];
        if (other < 0 || into === undefined) continue;
        const [same, equal] = [own >= (from[left] ?? 0), other >= (from[right] ?? 0)];
        into.pairs += by;
        if (same) into.left += by;
        if (equal) into.right += by;
        if (same && equal) into.both += by;
      }
    }
  });
  return followedFields({
    fields,
    joint: (left, right): JointAgreements | undefined =>
      apart.includes(left) || apart.includes(right) ? undefined : joint[left]?.[right],
    filled,
    lambda,
  });
}

const outward = (
  { follows, from }: Shape,
  tables: readonly (readonly (readonly number[])[])[],
): LevelShares[] =>
  tables.map((contexts, at) => {
    const field = follows[at];
    const own = contexts[alone] ?? [];
    if (field === undefined) return { alone: own };
    return {
      alone: own,
      follows: {
        field,
        from: from[field] ?? 0,
        agrees: contexts[agrees] ?? own,
        differs: contexts[differs] ?? own,
      },
    };
  });

/**
 * Fellegi and Sunter's model by expectation and maximisation (Winkler 1988) over grouped patterns: m and λ are
 * estimated, m shrunk towards the priors (a Dirichlet prior worth `strength` matches); u is what random pairs show.
 * Fields that go together in pairs that are no matches are not independent evidence: one follows the other, and m and u of
 * its levels are told apart by whether that one agrees (a tree, Chow and Liu 1968). λ is the share among all possible
 * pairs, so that a weight means the same whatever the blocking was; pairs that were not compared count as no matches.
 * Patterns must come in an order that does not depend on the data's.
 */
export function estimate(input: EstimateInput): Estimate {
  const { patterns, possiblePairs, priors, random } = input;
  const strength = input.strength ?? 40;
  const bare: Shape = {
    fields: priors.length,
    follows: priors.map(() => undefined),
    from: priors.map(agreesFrom),
    priors,
  };
  const told = (by: 'm' | 'u'): number[][][] =>
    priors.map((levels) => [
      shares(
        levels.map((one) => one[by]),
        tiny,
      ),
    ]);
  let lambda = Math.min(0.5, Math.max(input.expectedMatches, 1) / possiblePairs);
  const ratioTo = (own: readonly number[][][], other: readonly number[][][]): number[][][] =>
    own.map((contexts, field) =>
      contexts.map((levels, context) =>
        levels.map((share, level) => Math.log(share / (other[field]?.[context]?.[level] ?? 1))),
      ),
    );
  const shape: Shape = {
    ...bare,
    follows: findFollowed(bare, input, ratioTo(told('m'), told('u')), lambda),
  };
  const odds = (): number => Math.log(lambda / (1 - lambda));
  const spread = (tables: number[][][]): number[][][] =>
    tables.map(([own = []], field) => (shape.follows[field] === undefined ? [own] : [own, own, own]));
  let m = spread(told('m'));
  let u = unmatched(shape, random, ratioTo(m, spread(told('u'))), odds());
  let iterations = 0;
  for (; iterations < (input.maxIterations ?? 100); iterations++) {
    const { counts, sum } = countLevels(
      shape,
      patterns,
      ratioTo(m, u),
      odds(),
      (count, match) => count * match,
    );
    const next = sharesOf(
      shape,
      counts,
      (field, level) => strength * (priors[field]?.[level]?.m ?? 0),
      strength,
      () => tiny,
    );
    const nextLambda = Math.min(0.5, Math.max(sum, 0.5) / possiblePairs);
    const moved = Math.max(
      Math.abs(Math.log(nextLambda / lambda)),
      ...next.flatMap((contexts, field) =>
        contexts.flatMap((levels, context) =>
          levels.map((share, level) => Math.abs(share - (m[field]?.[context]?.[level] ?? 0))),
        ),
      ),
    );
    m = next;
    lambda = nextLambda;
    u = unmatched(shape, random, ratioTo(m, u), odds());
    if (moved < 1e-5) break;
  }
  return { m: outward(shape, m), u: outward(shape, u), lambda, iterations };
}
