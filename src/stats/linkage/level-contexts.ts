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
}

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

/** Chance of each pattern to be a match, handed to `visit` with its count. */
export function eachPattern(
  shape: Shape,
  { levels, counts }: PatternCounts,
  ratio: ByContext,
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
export function countLevels(
  shape: Shape,
  patterns: PatternCounts,
  ratio: ByContext,
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

/** Logarithm of the likelihood of all pairs, those not compared being no matches. */
export function likelihood(
  shape: Shape,
  { levels, counts }: PatternCounts,
  { m, u, lambda }: { readonly m: ByContext; readonly u: ByContext; readonly lambda: number },
  possiblePairs: number,
): number {
  let sum = 0;
  let compared = 0;
  for (let row = 0; row < counts.length; row++) {
    let match = Math.log(lambda);
    let none = Math.log(1 - lambda);
    for (let field = 0; field < shape.fields; field++) {
      const level = levels[row * shape.fields + field] ?? -1;
      if (level < 0) continue;
      const context = contextOf(shape, levels, row, field);
      match += Math.log(m[field]?.[context]?.[level] ?? 1);
      none += Math.log(u[field]?.[context]?.[level] ?? 1);
    }
    const most = Math.max(match, none);
    const count = counts[row] ?? 0;
    compared += count;
    sum += count * (most + Math.log(Math.exp(match - most) + Math.exp(none - most)));
  }
  return sum + Math.max(0, possiblePairs - compared) * Math.log(1 - lambda);
}
