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

/**
 * Of the rows `places[0]` … `places[count - 1]`, leaves in `places` those whose pair with row `i` may weigh as much as the
 * threshold, and says how many. Rows of codes and signatures, no more of them than `rows`.
 */
export type PairBounding = (
  codes: Int32Array,
  signatures: Int32Array,
  i: number,
  places: Int32Array,
  count: number,
) => number;

/**
 * Bounds the weights of pairs, however rare their values: first by which values are equal, then, field for field where they
 * are not, by what signatures allow. Rarity counts only where the field that is followed does not agree. Fields that decide
 * most come first, and pairs below the threshold by then are not looked at further.
 */
export function pairBound(fields: number, bound: PairBound, rows: number): PairBounding {
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
  const range = (field: number): number =>
    (most[4 * field + alone] ?? 0) - (tables[field]?.[alone]?.[0] ?? 0);
  const decisive = [...bound.fields.keys()].sort((a, b) => range(b) - range(a) || a - b);
  const order = Int32Array.from(followedFirst(bound.fields, decisive));
  const worst = Int32Array.from(bound.fields, ({ weights }) => weights.alone.length - 2);
  const swapWith = Int32Array.from(bound.fields, ({ swap }) => swap?.with ?? -1);
  const swapCounted = Int32Array.from(bound.fields, ({ swap }) => (swap?.counted === true ? 1 : 0));
  const reach = likenessReach(bound.fields.map(({ possible }) => possible));
  const sums = new Int32Array(rows);
  /** By field and row: the level reached, of fields that are followed. */
  const isFollowed = Uint8Array.from(bound.fields, (_, field) => (follows.includes(field) ? 1 : 0));
  const reached = new Int32Array(isFollowed.includes(1) ? fields * rows : 0);
  /** What is known of the field that is followed: `c` and `d` are its values. */
  const contextOf = (c: number, d: number): number =>
    c === 0 || d === 0 ? alone : c === d ? agrees : either;
  const byEquality = (codes: Int32Array, i: number, places: Int32Array, count: number): number => {
    sums.fill(prior, 0, count);
    for (let field = 0; field < fields; field++) {
      const a = codes[i * fields + field] ?? 0;
      if (a === 0) continue;
      const followed = follows[field] ?? -1;
      const c = followed < 0 ? 0 : (codes[i * fields + followed] ?? 0);
      for (let k = 0; k < count; k++) {
        const row = (places[k] ?? 0) * fields;
        const b = codes[row + field] ?? 0;
        if (b === 0) continue;
        const cell = 4 * field + (c === 0 ? alone : contextOf(c, codes[row + followed] ?? 0));
        sums[k] = (sums[k] ?? 0) + ((a === b ? equal[cell] : most[cell]) ?? 0);
      }
    }
    let left = 0;
    for (let k = 0; k < count; k++) {
      const sum = sums[k] ?? 0;
      if (sum < threshold) continue;
      places[left] = places[k] ?? 0;
      sums[left++] = sum;
    }
    return left;
  };
  return (codes, signatures, i, places, count) => {
    let left = byEquality(codes, i, places, count);
    for (let at = 0; at < fields && left > 0; at++) {
      const field = order[at] ?? 0;
      const l = i * fields + field;
      const a = codes[l] ?? 0;
      if (a === 0) continue;
      const followed = follows[field] ?? -1;
      const c = followed < 0 ? 0 : (codes[i * fields + followed] ?? 0);
      const other = (swapWith[field] ?? -1) - field;
      const swaps = other + field >= 0;
      const swapped = swaps ? (codes[l + other] ?? 0) : 0;
      const counted = swapCounted[field] === 1;
      const lowest = worst[field] ?? 0;
      let kept = 0;
      for (let k = 0; k < left; k++) {
        const place = places[k] ?? 0;
        const r = place * fields + field;
        const b = codes[r] ?? 0;
        let sum = sums[k] ?? 0;
        if (b !== 0) {
          const before = c === 0 ? alone : contextOf(c, codes[r - field + followed] ?? 0);
          const context =
            before === either && (reached[followed * rows + place] ?? 0) < (from[field] ?? 0) ? differs : before;
          const was = 4 * field + before;
          const cell = 4 * field + context;
          if (a === b) sum += (equal[cell] ?? 0) - (equal[was] ?? 0);
          else {
            let level = -1;
            if (swaps && swapped === b && a === codes[r + other]) {
              if (counted) sum += differing[cell * deep + lowest] ?? 0;
            } else {
              const nearest = reach(field, signatures, l, r);
              level = nearest < 0 ? 0 : lowest - nearest;
              sum += differing[cell * deep + level] ?? 0;
            }
            sum -= most[was] ?? 0;
            if (isFollowed[field] === 1) reached[field * rows + place] = level;
          }
        }
        if (sum < threshold) continue;
        places[kept] = place;
        sums[kept++] = sum;
      }
      left = kept;
    }
    return left;
  };
}
