import type { FieldWeights } from './field-weights.ts';
import { mayBe, signatureWords, type Likeness } from './likeness.ts';

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

/** Bounds the weight of two rows of codes and signatures, the cells of which begin at `l` and `r`. */
export type PairBounding = (codes: Int32Array, signatures: Int32Array, l: number, r: number) => number;

/**
 * An upper bound of the weight of two records, however rare their values: by what signatures allow where they differ. Rarity
 * counts only where the field that is followed does not agree. Fields that decide most come first, and
 * what is below the threshold by then is not looked at further.
 */
export function pairBound(fields: number, bound: PairBound): PairBounding {
  const { threshold } = bound;
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
  /** What a field may add at most, whatever is known. */
  const most = Int32Array.from(bound.fields, ({ rare }, field) =>
    Math.max(0, rare + Math.max(...(tables[field] ?? []).map((weights) => weights.at(-1) ?? 0))),
  );
  const top = most.reduce((sum, weight) => sum + weight, bound.prior);
  const range = (field: number): number => (most[field] ?? 0) - (tables[field]?.[alone]?.[0] ?? 0);
  const decisive = [...bound.fields.keys()].sort((a, b) => range(b) - range(a) || a - b);
  const order = Int32Array.from(followedFirst(bound.fields, decisive));
  /** The best level two values that differ may reach; -1 for names that changed places. */
  const reach = (field: number, codes: Int32Array, signatures: Int32Array, l: number, r: number): number => {
    const bounding = bound.fields[field];
    if (bounding === undefined) return 0;
    const { weights, possible, swap } = bounding;
    if (swap !== undefined) {
      const other = swap.with - field;
      if (codes[l] === codes[r + other] && codes[l + other] === codes[r]) return -1;
    }
    const a = l * signatureWords;
    const b = r * signatureWords;
    for (let at = 0; at < possible.length; at++) {
      const conditions = possible[at];
      if (conditions === undefined) continue;
      for (let which = 0; which < conditions.length; which++) {
        const condition = conditions[which];
        if (condition !== undefined && mayBe(condition, signatures, a, b))
          return weights.alone.length - 2 - at;
      }
    }
    return 0;
  };
  const nearest = (field: number, context: number, level: number): number => {
    const weights = tables[field]?.[context] ?? [];
    if (level >= 0) return weights[level] ?? 0;
    return bound.fields[field]?.swap?.counted === true ? (weights.at(-2) ?? 0) : 0;
  };
  const reached = new Int32Array(fields);
  return (codes, signatures, l, r) => {
    let sum = top;
    for (let at = 0; at < fields; at++) {
      const field = order[at] ?? 0;
      const a = codes[l + field] ?? 0;
      const b = codes[r + field] ?? 0;
      sum -= most[field] ?? 0;
      if (a !== 0 && b !== 0) {
        const followed = follows[field] ?? -1;
        let context = alone;
        if (followed >= 0) {
          const c = codes[l + followed];
          const d = codes[r + followed];
          if (c !== 0 && d !== 0)
            context = c === d ? agrees : (reached[followed] ?? 0) >= (from[field] ?? 0) ? either : differs;
        }
        if (a === b) sum += equal[4 * field + context] ?? 0;
        else {
          const level = reach(field, codes, signatures, l + field, r + field);
          reached[field] = level;
          sum += nearest(field, context, level);
        }
      }
      if (sum < threshold) return sum;
    }
    return sum;
  };
}
