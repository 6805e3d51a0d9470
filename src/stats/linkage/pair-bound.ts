import type { FieldWeights } from './field-weights.ts';
import { mayBe, signatureWords, type Likeness } from './likeness.ts';
import type { RecordFeatures } from './record-features.ts';

/** What bounds the weight of a field. */
export interface FieldBound {
  readonly weights: FieldWeights;
  /** For each level below the best and above 0, best first, conditions of which one must hold for it. */
  readonly possible: readonly (readonly Likeness[])[];
  /** The field it may have changed places with, and whether the level of that is counted here (else there). */
  readonly swap: { readonly with: number; readonly counted: boolean } | undefined;
}

export interface PairBound {
  readonly prior: number;
  readonly fields: readonly FieldBound[];
  readonly threshold: number;
  /** What agreement on a value adds, by field and code. */
  readonly adjust: readonly (Int16Array | undefined)[] | undefined;
}

/** What is known of the field another follows: says nothing, agrees, differs, or may do either. */
const [alone, agrees, differs, either] = [0, 1, 2, 3];

/** A field's weights by what is known of the field it follows. */
function tablesOf({ weights: { alone: own, follows } }: FieldBound): readonly (readonly number[])[] {
  if (follows === undefined) return [own];
  const open = follows.agrees.map((weight, level) => Math.max(weight, follows.differs[level] ?? weight));
  return [own, follows.agrees, follows.differs, open];
}

/** Fields after those they follow. */
function followedFirst(fields: readonly FieldBound[]): number[] {
  const order: number[] = [];
  const place = (at: number): void => {
    if (order.includes(at)) return;
    const followed = fields[at]?.weights.follows?.field;
    if (followed !== undefined) place(followed);
    order.push(at);
  };
  fields.forEach((_, at) => place(at));
  return order;
}

const noWords = new Int32Array();
const noAdds = new Int16Array();

/** Bounds the weight of two rows of codes (`fields` cells each) that begin at `l` and `r`. */
export type PairBounding = (codes: Int32Array, l: number, r: number) => number;

/**
 * An upper bound of the weight of two records: exact where values are equal or missing, by what signatures allow where they
 * differ. A value's rarity counts only where the field it follows does not agree. Fields that decide most come first, and
 * what is below the threshold by then is not looked at further.
 */
export function pairBound(
  { signatures, fields }: Pick<RecordFeatures, 'signatures' | 'fields'>,
  bound: PairBound,
): PairBounding {
  const { threshold } = bound;
  const adds = bound.fields.map((_, field) => bound.adjust?.[field] ?? noAdds);
  const words = bound.fields.map((_, field) => signatures[field] ?? noWords);
  const follows = Int32Array.from(bound.fields, ({ weights }) => weights.follows?.field ?? -1);
  const from = Int32Array.from(bound.fields, ({ weights }) => weights.follows?.from ?? 0);
  const tables = bound.fields.map(tablesOf);
  const best = new Int32Array(4 * fields);
  const near = new Int32Array(4 * fields);
  for (const [field, { possible, swap }] of bound.fields.entries())
    for (const [context, weights] of (tables[field] ?? []).entries()) {
      best[4 * field + context] = weights.at(-1) ?? 0;
      near[4 * field + context] = Math.max(
        weights[0] ?? 0,
        swap?.counted === false ? 0 : -Infinity,
        possible.length > 0 || swap !== undefined ? (weights.at(-2) ?? 0) : -Infinity,
      );
    }
  const most = Int32Array.from(bound.fields, (_, field) => {
    const rare = adds[field]?.reduce((top, add) => Math.max(top, add), 0) ?? 0;
    const contexts = (tables[field] ?? []).map((_, at) => 4 * field + at);
    return Math.max(0, ...contexts.map((at) => Math.max((best[at] ?? 0) + rare, near[at] ?? 0)));
  });
  const top = most.reduce((sum, weight) => sum + weight, bound.prior);
  const decisive = Int32Array.from(bound.fields.keys()).sort(
    (a, b) => (most[b] ?? 0) - (near[4 * b] ?? 0) - (most[a] ?? 0) + (near[4 * a] ?? 0) || a - b,
  );
  const order = Int32Array.from(followedFirst(bound.fields));
  const equal = (field: number, context: number, add: number): number => {
    const at = 4 * field;
    if (context === agrees) return best[at + agrees] ?? 0;
    if (context === either) return Math.max(best[at + agrees] ?? 0, (best[at + differs] ?? 0) + add);
    return (best[at + context] ?? 0) + add;
  };
  /** The best level two values that differ may reach; -1 for names that changed places. */
  const reach = (field: number, codes: Int32Array, l: number, r: number): number => {
    const bounding = bound.fields[field];
    if (bounding === undefined) return 0;
    const { weights, possible, swap } = bounding;
    if (swap !== undefined) {
      const other = swap.with - field;
      if (codes[l] === codes[r + other] && codes[l + other] === codes[r]) return -1;
    }
    const [a, b] = [(codes[l] ?? 0) * signatureWords, (codes[r] ?? 0) * signatureWords];
    const signed = words[field] ?? noWords;
    for (let at = 0; at < possible.length; at++) {
      const conditions = possible[at] ?? [];
      for (const condition of conditions)
        if (mayBe(condition, signed, a, b)) return weights.alone.length - 2 - at;
    }
    return 0;
  };
  const nearest = (field: number, context: number, level: number): number => {
    const weights = tables[field]?.[context] ?? [];
    if (level >= 0) return weights[level] ?? 0;
    return bound.fields[field]?.swap?.counted === true ? (weights.at(-2) ?? 0) : 0;
  };
  const reached = new Int32Array(fields);
  return (codes, l, r) => {
    let sum = top;
    for (let at = 0; at < fields; at++) {
      const field = decisive[at] ?? 0;
      const [a = 0, b = 0] = [codes[l + field], codes[r + field]];
      sum -= most[field] ?? 0;
      if (a !== 0 && b !== 0) {
        const followed = follows[field] ?? -1;
        let context = alone;
        if (followed >= 0) {
          const [c, d] = [codes[l + followed], codes[r + followed]];
          context = c === 0 || d === 0 ? alone : c === d ? agrees : either;
        }
        sum += a === b ? equal(field, context, adds[field]?.[a] ?? 0) : (near[4 * field + context] ?? 0);
      }
      if (sum < threshold) return sum;
    }
    for (let at = 0; at < fields && sum >= threshold; at++) {
      const field = order[at] ?? 0;
      const [a = 0, b = 0] = [codes[l + field], codes[r + field]];
      if (a === 0 || b === 0) continue;
      const followed = follows[field] ?? -1;
      let [coarse, context] = [alone, alone];
      if (followed >= 0) {
        const [c, d] = [codes[l + followed], codes[r + followed]];
        if (c !== 0 && d !== 0) {
          coarse = c === d ? agrees : either;
          context = c === d ? agrees : (reached[followed] ?? 0) >= (from[field] ?? 0) ? either : differs;
        }
      }
      if (a === b) {
        const add = adds[field]?.[a] ?? 0;
        if (coarse !== context) sum += equal(field, context, add) - equal(field, coarse, add);
        continue;
      }
      const level = reach(field, codes, l + field, r + field);
      reached[field] = level;
      sum += nearest(field, context, level) - (near[4 * field + coarse] ?? 0);
    }
    return sum;
  };
}
