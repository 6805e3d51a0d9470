import type { FieldWeights } from './field-weights.ts';
import { likenessReach } from './likeness-reach.ts';
import type { Likeness } from './likeness.ts';

/** What bounds the weight of a field. */
export interface FieldBound {
  readonly weights: FieldWeights;
  /** What agreement on a value may add for being rare, at most. */
  readonly rare: number;
  /** For each level below the best and above 0, best first, conditions of which one must hold for it. */
  readonly possible: readonly (readonly Likeness[])[];
  /** The field it may have changed places with, and whether the level of that is counted here (else there). */
  readonly swap: { readonly with: number; readonly counted: boolean } | undefined;
}

export interface PairBound {
  readonly prior: number;
  readonly fields: readonly FieldBound[];
  readonly threshold: number;
}

/** What is known of the field another follows: says nothing, agrees, differs, or may do either. */
const [alone, agrees, differs, either] = [0, 1, 2, 3];

/** A field's weights by what is known of the field it follows. */
function tablesOf({ weights: { alone: own, follows } }: FieldBound): readonly (readonly number[])[] {
  if (follows === undefined) return [own];
  const open = follows.agrees.map((weight, level) => Math.max(weight, follows.differs[level] ?? weight));
  return [own, follows.agrees, follows.differs, open];
}

/** Fields in the order given, but after those they follow. */
function followedFirst(fields: readonly FieldBound[], wanted: readonly number[]): number[] {
  const order: number[] = [];
  const place = (at: number): void => {
    if (order.includes(at)) return;
    const followed = fields[at]?.weights.follows?.field;
    if (followed !== undefined) place(followed);
    order.push(at);
  };
  wanted.forEach(place);
  return order;
}

/** Bounds the weight of two rows (see RecordFeatures) that begin at `l` and `r`. */
export type PairBounding = (rows: Int32Array, l: number, r: number) => number;

/**
 * An upper bound of the weight of two records, however rare their values: all that may be, less field for field what equality
 * and signatures rule out. Rarity counts only where the field that is followed does not agree. Fields that decide most come
 * first, and what is below the threshold by then is not looked at further.
 */
export function pairBound(fields: number, bound: PairBound): PairBounding {
  const { threshold, prior } = bound;
  const follows = Int32Array.from(bound.fields, ({ weights }) => weights.follows?.field ?? -1);
  const from = Int32Array.from(bound.fields, ({ weights }) => weights.follows?.from ?? 0);
  const tables = bound.fields.map(tablesOf);
  /** What a field adds where values are equal, by what is known of the field it follows. */
  const equal = new Int32Array(4 * fields);
  for (const [field, { rare }] of bound.fields.entries())
    for (const [context, weights] of (tables[field] ?? []).entries()) {
      const best = weights.at(-1) ?? 0;
      const apart = (tables[field]?.[differs]?.at(-1) ?? best) + rare;
      equal[4 * field + context] =
        context === agrees
          ? best
          : context === either
            ? Math.max(tables[field]?.[agrees]?.at(-1) ?? best, apart)
            : best + rare;
    }
  /** What a level adds where values differ, by field, context and level; and the most of those. */
  const deep = Math.max(1, ...bound.fields.map(({ weights }) => weights.alone.length));
  const differing = new Int32Array(4 * fields * deep);
  const most = new Int32Array(4 * fields);
  for (const [field, of] of tables.entries())
    for (const [context, weights] of of.entries()) {
      differing.set(weights, (4 * field + context) * deep);
      // Names that changed places are counted in the one or the other, in which they add nothing.
      const none = bound.fields[field]?.swap === undefined ? [] : [0];
      most[4 * field + context] = Math.max(...none, ...weights.slice(0, Math.max(1, weights.length - 1)));
    }
  /** The most a field may add, whatever is known. */
  const ceiling = Int32Array.from(bound.fields, (_, field) =>
    Math.max(0, ...equal.subarray(4 * field, 4 * field + 4), ...most.subarray(4 * field, 4 * field + 4)),
  );
  const highest = ceiling.reduce((sum, adds) => sum + adds, prior);
  const range = (field: number): number =>
    (most[4 * field + alone] ?? 0) - (tables[field]?.[alone]?.[0] ?? 0);
  const decisive = [...bound.fields.keys()].sort((a, b) => range(b) - range(a) || a - b);
  const order = Int32Array.from(followedFirst(bound.fields, decisive));
  const worst = Int32Array.from(bound.fields, ({ weights }) => weights.alone.length - 2);
  const swapWith = Int32Array.from(bound.fields, ({ swap }) => swap?.with ?? -1);
  const swapCounted = Int32Array.from(bound.fields, ({ swap }) => (swap?.counted === true ? 1 : 0));
  const reach = likenessReach(
    fields,
    bound.fields.map(({ possible }) => possible),
  );
  const reached = new Int32Array(fields);
  return (rows, l, r) => {
    let sum = highest;
    for (let at = 0; at < fields; at++) {
      const field = order[at] ?? 0;
      const a = rows[l + field] ?? 0;
      const b = rows[r + field] ?? 0;
      if (a === 0 || b === 0) {
        sum -= ceiling[field] ?? 0;
        if (sum < threshold) return sum;
        continue;
      }
      const followed = follows[field] ?? -1;
      let context = alone;
      if (followed >= 0) {
        const c = rows[l + followed] ?? 0;
        const d = rows[r + followed] ?? 0;
        if (c !== 0 && d !== 0)
          context = c === d ? agrees : (reached[followed] ?? 0) >= (from[field] ?? 0) ? either : differs;
      }
      let adds = 0;
      if (a === b) adds = equal[4 * field + context] ?? 0;
      else {
        const row = (4 * field + context) * deep;
        const other = swapWith[field] ?? -1;
        if (other >= 0 && a === rows[r + other] && rows[l + other] === b) {
          reached[field] = -1;
          if (swapCounted[field] === 1) adds = differing[row + (worst[field] ?? 0)] ?? 0;
        } else {
          const place = reach(field, rows, l + field, r + field);
          const level = place < 0 ? 0 : (worst[field] ?? 0) - place;
          reached[field] = level;
          adds = differing[row + level] ?? 0;
        }
      }
      sum += adds - (ceiling[field] ?? 0);
      if (sum < threshold) return sum;
    }
    return sum;
  };
}
