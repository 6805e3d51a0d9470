import type { KeyBlocks } from './key-blocks.ts';
import { signatureWords } from './likeness.ts';
import { pairBound, type PairBound } from './pair-bound.ts';
import { pairCollector, type PairList } from './pair-list.ts';
import type { RecordFeatures } from './record-features.ts';

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

/** Blocks of so many records are copied together, because each is read often. */
const gathered = 5;

const some = (focus: Uint8Array, members: Int32Array, from: number, end: number): boolean => {
  for (let at = from; at < end; at++) if (focus[members[at] ?? 0] === 1) return true;
  return false;
};

/**
 * The pairs of all rules, each pair once, whose upper bound reaches the threshold: no pair of such a weight is lost. In the
 * order of rules and their blocks, what is given in any case first.
 */
export function boundedPairs(search: PairSearch): PairList {
  const { add, list } = pairCollector();
  const { features, rules, focus, across, bound } = search;
  const { relation, records } = features;
  const weigh = bound === undefined ? undefined : pairBound(features.fields, bound);
  const threshold = bound?.threshold ?? 0;
  const bits = (left: number, right: number, from: number): readonly [number, number] => {
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
    add(left, right, ...bits(left, right, 0), 1);
  }
  const { codes, signatures, fields } = features;
  let local = new Int32Array(64 * fields);
  let words = new Int32Array(64 * fields * signatureWords);
  for (const [at, rule] of rules.entries()) {
    const { start, members } = rule;
    const before = rules.slice(0, at);
    for (let block = 0; block + 1 < start.length; block++) {
      const [from = 0, end = 0] = [start[block], start[block + 1]];
      if (focus !== undefined && !some(focus, members, from, end)) continue;
      const near = weigh !== undefined && end - from >= gathered;
      if (near) {
        if ((end - from) * fields > local.length) {
          local = new Int32Array(2 * (end - from) * fields);
          words = new Int32Array(local.length * signatureWords);
        }
        for (let i = from, cell = 0, word = 0; i < end; i++) {
          const row = (members[i] ?? 0) * fields;
          for (let field = 0; field < fields; field++) local[cell++] = codes[row + field] ?? 0;
          const signed = row * signatureWords;
          for (let at = 0; at < fields * signatureWords; at++) words[word++] = signatures[signed + at] ?? 0;
        }
      }
      for (let i = from; i < end; i++) {
        const left = members[i] ?? 0;
        const wanted = focus === undefined || focus[left] === 1;
        for (let j = i + 1; j < end; j++) {
          const right = members[j] ?? 0;
          if (
            weigh !== undefined &&
            (near
              ? weigh(local, words, (i - from) * fields, (j - from) * fields)
              : weigh(codes, signatures, left * fields, right * fields)) < threshold
          )
            continue;
          if (!wanted && focus[right] === 0) continue;
          if (across && relation[left] === relation[right]) continue;
          if (rule.shared(left, right) !== block) continue;
          if (before.some((earlier) => earlier.shared(left, right) >= 0)) continue;
          if (given.size > 0 && given.has(left * records + right)) continue;
          add(left, right, ...bits(left, right, at), 0);
        }
      }
    }
  }
  return list();
}
