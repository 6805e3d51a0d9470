import type { KeyBlocks } from './key-blocks.ts';
import { mayBe, signatureWords, type Likeness } from './likeness.ts';

/** Records as integers, one row a record, one cell a field. */
export interface RecordFeatures {
  readonly records: number;
  readonly fields: number;
  /** Equal for equal values of a field; 0 where there is none. */
  readonly codes: Int32Array;
  /** Three words a cell: see Likeness. */
  readonly signatures: Int32Array;
  readonly relation: Uint8Array;
}

/** What bounds the weight of a field. Weights are whole thousandths of a bit, worst level first. */
export interface FieldBound {
  readonly weights: readonly number[];
  /** For each level below the best and above 0, best first, conditions of which one must hold for it. */
  readonly possible: readonly (readonly Likeness[])[];
  /** The field it may have changed places with, and whether the level of that is counted here (else there). */
  readonly swap: { readonly with: number; readonly counted: boolean } | undefined;
}

export interface PairBound {
  readonly prior: number;
  readonly fields: readonly FieldBound[];
  readonly threshold: number;
  /** What agreement on each record's value adds: one row a record, one cell a field. */
  readonly adjust: Int16Array | undefined;
}

export interface PairSearch {
  readonly features: RecordFeatures;
  readonly rules: readonly KeyBlocks[];
  /** Without it all pairs of the rules are given. */
  readonly bound?: PairBound;
  /** 1 for records of which a pair needs one. */
  readonly focus?: Uint8Array;
  /** Whether pairs are of different relations only. */
  readonly across: boolean;
  /** Pairs given whatever their bound, left < right. */
  readonly always?: readonly (readonly [number, number])[];
}

/** An upper bound of the weight of two records; exact where values are equal, missing or nothing alike. */
function boundOf(
  { codes, signatures, fields }: RecordFeatures,
  bound: PairBound,
): (l: number, r: number) => number {
  const { adjust, threshold, prior } = bound;
  const best = Int32Array.from(bound.fields, ({ weights }) => weights.at(-1) ?? 0);
  const near = Int32Array.from(bound.fields, ({ weights, possible, swap }) =>
    Math.max(
      weights[0] ?? 0,
      swap?.counted === false ? 0 : -Infinity,
      possible.length > 0 || swap !== undefined ? (weights.at(-2) ?? 0) : -Infinity,
    ),
  );
  const nearest = (field: number, l: number, r: number): number => {
    const { weights, possible, swap } = bound.fields[field] ?? { weights: [], possible: [], swap: undefined };
    if (swap !== undefined) {
      const other = swap.with - field;
      if (codes[l] === codes[r + other] && codes[l + other] === codes[r])
        return swap.counted ? (weights.at(-2) ?? 0) : 0;
    }
    for (const [from, conditions] of possible.entries())
      for (const condition of conditions)
        if (mayBe(condition, signatures, l * signatureWords, r * signatureWords))
          return weights[weights.length - 2 - from] ?? 0;
    return weights[0] ?? 0;
  };
  return (left, right) => {
    const [l, r] = [left * fields, right * fields];
    let sum = prior;
    for (let field = 0; field < fields; field++) {
      const [a = 0, b = 0] = [codes[l + field], codes[r + field]];
      if (a === 0 || b === 0) continue;
      if (a !== b) sum += near[field] ?? 0;
      else sum += (best[field] ?? 0) + (adjust === undefined ? 0 : (adjust[l + field] ?? 0));
    }
    for (let field = 0; field < fields && sum >= threshold; field++) {
      const [a = 0, b = 0] = [codes[l + field], codes[r + field]];
      if (a !== b && a !== 0 && b !== 0) sum += nearest(field, l + field, r + field) - (near[field] ?? 0);
    }
    return sum;
  };
}

/**
 * Walks the pairs of all rules, each pair once, and visits those whose upper bound reaches the threshold: no pair of
 * such a weight is lost. `low` and `high` hold one bit for each rule that forms the pair. Gives how many pairs the rules
 * formed, a pair of two rules counted twice.
 */
export function boundedPairs(
  search: PairSearch,
  visit: (left: number, right: number, low: number, high: number) => void,
): void {
  const { features, rules, focus, across, bound } = search;
  const { relation, records } = features;
  const weigh = bound === undefined ? undefined : boundOf(features, bound);
  const threshold = bound?.threshold ?? 0;
  const bits = (left: number, right: number, from: number): [number, number] => {
    let [low, high] = [0, 0];
    for (let rule = from; rule < rules.length; rule++)
      if ((rules[rule]?.shared(left, right) ?? -1) >= 0) {
        if (rule < 32) low |= 1 << rule;
        else high |= 1 << (rule - 32);
      }
    return [low, high];
  };
  const given = new Set<number>();
  for (const [left, right] of search.always ?? []) {
    const key = left * records + right;
    if (given.has(key)) continue;
    given.add(key);
    visit(left, right, ...bits(left, right, 0));
  }
  for (const [at, rule] of rules.entries()) {
    const { start, members } = rule;
    const before = rules.slice(0, at);
    for (let block = 0; block + 1 < start.length; block++) {
      const end = start[block + 1] ?? 0;
      for (let i = start[block] ?? 0; i < end; i++) {
        const left = members[i] ?? 0;
        const wanted = focus === undefined || focus[left] === 1;
        for (let j = i + 1; j < end; j++) {
          const right = members[j] ?? 0;
          if (!wanted && focus[right] === 0) continue;
          if (across && relation[left] === relation[right]) continue;
          if (weigh !== undefined && weigh(left, right) < threshold) continue;
          if (rule.shared(left, right) !== block) continue;
          if (before.some((earlier) => earlier.shared(left, right) >= 0)) continue;
          if (given.size > 0 && given.has(left * records + right)) continue;
          visit(left, right, ...bits(left, right, at));
        }
      }
    }
  }
}
