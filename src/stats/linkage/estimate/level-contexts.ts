import type { LevelPrior } from '../field-kind.ts';

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

/** Tables by field, context and level in one piece: `deep` levels a context, three contexts a field. */
const cellAt = (deep: number, field: number, context: number, level: number): number =>
  (3 * field + context) * deep + level;
const deepest = ({ priors }: Shape): number => Math.max(1, ...priors.map(({ length }) => length));

function flat(shape: Shape, tables: ByContext): Float64Array {
  const deep = deepest(shape);
  const cells = new Float64Array(3 * shape.fields * deep);
  for (const [field, contexts] of tables.entries())
    for (const [context, levels] of contexts.entries()) cells.set(levels, cellAt(deep, field, context, 0));
  return cells;
}

interface Placed {
  readonly shape: Shape;
  /** Row-major, one entry a field: where a pattern's level is in such a table; -1 where a value is missing. */
  readonly cells: Int32Array;
}

/** Patterns are gone through again and again with one shape. */
const placed = new WeakMap<PatternCounts, Placed>();

function cellsOf(shape: Shape, patterns: PatternCounts): Int32Array {
  const known = placed.get(patterns);
  if (known?.shape === shape) return known.cells;
  const { fields } = shape;
  const deep = deepest(shape);
  const cells = new Int32Array(patterns.counts.length * fields).fill(-1);
  for (let row = 0; row < patterns.counts.length; row++)
    for (let field = 0; field < fields; field++) {
      const level = patterns.levels[row * fields + field] ?? -1;
      if (level >= 0)
        cells[row * fields + field] = cellAt(
          deep,
          field,
          contextOf(shape, patterns.levels, row, field),
          level,
        );
    }
  placed.set(patterns, { shape, cells });
  return cells;
}

/** Chances of each pattern to be a match and to be two neighbours, handed to `visit` with its count. */
export function eachPattern(
  shape: Shape,
  patterns: PatternCounts,
  ratio: Ratios,
  odds: ClassOdds,
  visit: (row: number, count: number, match: number, neighbour: number) => void,
): void {
  const { fields, shared = [] } = shape;
  const { counts } = patterns;
  const cells = cellsOf(shape, patterns);
  const matches = flat(shape, ratio.match);
  const neighbours = flat(shape, ratio.neighbour);
  const asNeighbours = Uint8Array.from({ length: fields }, (_, field) => (shared[field] === true ? 1 : 0));
  for (let row = 0; row < counts.length; row++) {
    let [match, neighbour] = [odds.match, odds.neighbour];
    for (let field = 0; field < fields; field++) {
      const cell = cells[row * fields + field] ?? -1;
      if (cell < 0) continue;
      match += matches[cell] ?? 0;
      if (asNeighbours[field] === 1) neighbour += neighbours[cell] ?? 0;
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
  const { fields, shared = [] } = shape;
  const deep = deepest(shape);
  const cells = cellsOf(shape, patterns);
  const [own, home] = [new Float64Array(3 * fields * deep), new Float64Array(3 * fields * deep)];
  let [sum, neighbours] = [0, 0];
  eachPattern(shape, patterns, ratio, odds, (row, count, match, neighbour) => {
    const by = counted(count, match, neighbour);
    const near = count * neighbour;
    sum += by;
    neighbours += near;
    for (let at = row * fields; at < (row + 1) * fields; at++) {
      const cell = cells[at] ?? -1;
      if (cell < 0) continue;
      own[cell] = (own[cell] ?? 0) + by;
      home[cell] = (home[cell] ?? 0) + near;
    }
  });
  const told = (table: Float64Array, of: (field: number) => boolean): number[][][] =>
    shape.priors.map((levels, field) =>
      (shape.follows[field] === undefined ? [alone] : [alone, agrees, differs]).map((context) =>
        levels.map((_, level) => (of(field) ? (table[cellAt(deep, field, context, level)] ?? 0) : 0)),
      ),
    );
  return {
    counts: told(own, () => true),
    ofNeighbours: told(home, (field) => shared[field] === true),
    sum,
    neighbours,
  };
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
