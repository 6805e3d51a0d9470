import type { LevelPrior } from './field-kind.ts';

/** Compared pairs, grouped: each distinct pattern of levels and how many pairs (of a sample, weighted up) show it. */
export interface PatternCounts {
  /** Row-major, one row a pattern, one level a field; -1 where a value is missing. */
  readonly levels: Int8Array;
  readonly counts: Float64Array;
}

/** A field's levels are counted apart by what the field it follows says. */
export const [alone, agrees, differs] = [0, 1, 2];

/** Which field each follows, and from which level on the followed one agrees. */
export interface Shape {
  readonly fields: number;
  readonly follows: readonly (number | undefined)[];
  readonly from: readonly number[];
  readonly priors: readonly (readonly LevelPrior[])[];
  /** Whether neighbours (members of one household, records of one place) have the field in common; nowhere when it is not known. */
  readonly shared?: readonly boolean[];
}

/** How many pairs there are of a class to one that is nothing in particular, as natural logarithms. */
export interface ClassOdds {
  readonly match: number;
  /** Of neighbours that are not one. */
  readonly neighbour: number;
}

/** No two records are neighbours. */
export const noNeighbours = -Infinity;

/** Natural logarithms or shares by field, context and level. */
export type ByContext = readonly (readonly (readonly number[])[])[];

/** What is known of the field that a field follows in a pattern. */
export function contextOf(
  { fields, follows, from }: Shape,
  levels: Int8Array,
  row: number,
  field: number,
): number {
  const followed = follows[field];
  if (followed === undefined) return alone;
  const level = levels[row * fields + followed] ?? -1;
  if (level < 0) return alone;
  return level >= (from[followed] ?? 0) ? agrees : differs;
}

/** Logarithms of how much likelier a level is in matches, and in two neighbours, than in any two. */
export interface Ratios {
  readonly match: ByContext;
  /** Of the fields they share; looked up nowhere else. */
  readonly neighbour: ByContext;
}

/** Chances of each pattern to be a match and to be two neighbours, handed to `visit` with its count. */
export function eachPattern(
  shape: Shape,
  { levels, counts }: PatternCounts,
  ratio: Ratios,
  odds: ClassOdds,
  visit: (row: number, count: number, match: number, neighbour: number) => void,
): void {
  const { fields, shared = [] } = shape;
  for (let row = 0; row < counts.length; row++) {
    let [match, neighbour] = [odds.match, odds.neighbour];
    for (let field = 0; field < fields; field++) {
      const level = levels[row * fields + field] ?? -1;
      if (level < 0) continue;
      const context = contextOf(shape, levels, row, field);
      match += ratio.match[field]?.[context]?.[level] ?? 0;
      if (shared[field] === true) neighbour += ratio.neighbour[field]?.[context]?.[level] ?? 0;
    }
    const most = Math.max(match, neighbour, 0);
    const [a, b] = [Math.exp(match - most), Math.exp(neighbour - most)];
    const all = a + b + Math.exp(-most);
    visit(row, counts[row] ?? 0, a / all, b / all);
  }
}

/** Sums what `visit` gives for each pattern by field, context and level. */
export function countLevels(
  shape: Shape,
  patterns: PatternCounts,
  ratio: Ratios,
  odds: ClassOdds,
  counted: (count: number, match: number, neighbour: number) => number,
): { counts: number[][][]; ofNeighbours: number[][][]; sum: number; neighbours: number } {
  const empty = (): number[][][] =>
    shape.priors.map((levels, field) =>
      (shape.follows[field] === undefined ? [alone] : [alone, agrees, differs]).map(() =>
        levels.map(() => 0),
      ),
    );
  const [counts, ofNeighbours] = [empty(), empty()];
  let [sum, neighbours] = [0, 0];
  eachPattern(shape, patterns, ratio, odds, (row, count, match, neighbour) => {
    const by = counted(count, match, neighbour);
    sum += by;
    neighbours += count * neighbour;
    for (let field = 0; field < shape.fields; field++) {
      const level = patterns.levels[row * shape.fields + field] ?? -1;
      if (level < 0) continue;
      const context = contextOf(shape, patterns.levels, row, field);
      const into = counts[field]?.[context];
      if (into !== undefined) into[level] = (into[level] ?? 0) + by;
      if (shape.shared?.[field] !== true) continue;
      const home = ofNeighbours[field]?.[context];
      if (home !== undefined) home[level] = (home[level] ?? 0) + count * neighbour;
    }
  });
  return { counts, ofNeighbours, sum, neighbours };
}

/** Shares of the classes among all possible pairs. */
export interface ClassShares {
  readonly lambda: number;
  readonly neighbours: number;
}

export const oddsOf = ({ lambda, neighbours }: ClassShares): ClassOdds => ({
  match: Math.log(lambda / (1 - lambda - neighbours)),
  neighbour: neighbours === 0 ? noNeighbours : Math.log(neighbours / (1 - lambda - neighbours)),
});

/** Logarithm of the likelihood of all pairs, those not compared being nothing in particular. */
export function likelihood(
  shape: Shape,
  { levels, counts }: PatternCounts,
  {
    m,
    h,
    u,
    lambda,
    neighbours,
  }: ClassShares & { readonly m: ByContext; readonly h: ByContext; readonly u: ByContext },
  possiblePairs: number,
): number {
  const rest = Math.log(1 - lambda - neighbours);
  let sum = 0;
  let compared = 0;
  for (let row = 0; row < counts.length; row++) {
    let [match, neighbour, none] = [Math.log(lambda), Math.log(neighbours), rest];
    for (let field = 0; field < shape.fields; field++) {
      const level = levels[row * shape.fields + field] ?? -1;
      if (level < 0) continue;
      const context = contextOf(shape, levels, row, field);
      const [same, other] = [
        Math.log(m[field]?.[context]?.[level] ?? 1),
        Math.log(u[field]?.[context]?.[level] ?? 1),
      ];
      match += same;
      neighbour += shape.shared?.[field] === true ? Math.log(h[field]?.[context]?.[level] ?? 1) : other;
      none += other;
    }
    const most = Math.max(match, neighbour, none);
    const count = counts[row] ?? 0;
    compared += count;
    sum +=
      count * (most + Math.log(Math.exp(match - most) + Math.exp(neighbour - most) + Math.exp(none - most)));
  }
  return sum + Math.max(0, possiblePairs - compared) * rest;
}
