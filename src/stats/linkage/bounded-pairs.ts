import { facing } from './facing.ts';
import type { KeyBlocks } from './key-blocks.ts';
import { pairBound, type PairBound } from './pair-bound.ts';
import { pairCollector, type PairList } from './pair-list.ts';
import type { RecordFeatures } from './record-features.ts';
import { sharedRules, type RuleRows } from './shared-rules.ts';

export interface PairSearch {
  readonly features: Omit<RecordFeatures, 'codes'>;
  readonly rules: readonly KeyBlocks[];
  readonly held: RuleRows;
  /** Without it all pairs of the rules are given. */
  readonly bound?: PairBound;
  /** 1 for records of which a pair needs one. */
  readonly focus?: Uint8Array;
  /** Whether pairs are of different relations only. */
  readonly across: boolean;
  /** Pairs given whatever their bound, left < right. */
  readonly always?: readonly (readonly [number, number])[];
}

/** Some blocks of a rule. */
export interface BlockRange {
  readonly rule: number;
  readonly from: number;
  readonly to: number;
}

/** The blocks of all rules in order, in ranges of about so many pairs. */
export function blockRanges(rules: readonly KeyBlocks[], pairs: number): BlockRange[] {
  const ranges: BlockRange[] = [];
  for (const [rule, { start }] of rules.entries()) {
    let [from, sum] = [0, 0];
    for (let block = 0; block + 1 < start.length; block++) {
      const size = (start[block + 1] ?? 0) - (start[block] ?? 0);
      sum += (size * (size - 1)) / 2;
      if (sum < pairs && block + 2 < start.length) continue;
      ranges.push({ rule, from, to: block + 1 });
      [from, sum] = [block + 1, 0];
    }
  }
  return ranges;
}

/** The pairs that are given in any case, each once. */
export function givenPairs({ features, rules, held, always = [] }: PairSearch): PairList {
  const { add, list } = pairCollector();
  const { read, bits } = sharedRules(rules, held);
  const given = new Set<number>();
  for (const [left, right] of always) {
    const key = left * features.records + right;
    if (given.has(key)) continue;
    given.add(key);
    read(left, right);
    add(left, right, bits[0] ?? 0, bits[1] ?? 0, 1);
  }
  return list();
}

const largestBlock = (rules: readonly KeyBlocks[]): number => {
  let largest = 0;
  for (const { start } of rules)
    for (let block = 0; block + 1 < start.length; block++)
      largest = Math.max(largest, (start[block + 1] ?? 0) - (start[block] ?? 0));
  return largest;
};

/** Blocks up to this size are looked at where their records are; of larger ones the rows are copied together first. */
const few = 8;

/**
 * Forms the pairs of some blocks whose upper bound reaches the threshold and that no earlier rule or block forms, nor are
 * given in any case: no pair of such a weight is lost. Made once for many ranges.
 */
export function pairsOfBlocks(search: PairSearch): (range: BlockRange) => PairList {
  const { features, rules, held, focus, across, bound } = search;
  const { relation, records, rows, fields, stride } = features;
  const largest = largestBlock(rules);
  const near = bound === undefined ? undefined : pairBound(fields, bound);
  const threshold = bound?.threshold ?? 0;
  const { firstIn, bits } = sharedRules(rules, held);
  const given = new Set((search.always ?? []).map(([left, right]) => left * records + right));
  const local = new Int32Array(near === undefined || largest <= few ? 0 : largest * stride);
  const faces = facing(largest, focus, across ? relation : undefined);
  const isNew = (rule: number, block: number, left: number, right: number): boolean =>
    firstIn(left, right, rule, block) && (given.size === 0 || !given.has(left * records + right));
  return (range) => {
    const { add, list } = pairCollector();
    const rule = rules[range.rule];
    if (rule === undefined) return list();
    const { start, members } = rule;
    for (let block = range.from; block < range.to; block++) {
      const from = start[block] ?? 0;
      const size = (start[block + 1] ?? 0) - from;
      const small = size <= few;
      if (!faces.open(members, from, size)) continue;
      if (near !== undefined && !small)
        for (let i = 0, into = 0; i < size; i++, into += stride) {
          const row = (members[from + i] ?? 0) * stride;
          for (let at = 0; at < 3 * fields; at++) local[into + at] = rows[row + at] ?? 0;
        }
      for (let i = 0; i < size; i++) {
        const left = members[from + i] ?? 0;
        const others = faces.of(i);
        const { begin, end } = faces;
        for (let k = begin; k < end; k++) {
          const j = others[k] ?? 0;
          const right = members[from + j] ?? 0;
          if (small) {
            if (!isNew(range.rule, block, left, right)) continue;
            if (near !== undefined && near(rows, left * stride, right * stride) < threshold) continue;
          } else {
            if (near !== undefined && near(local, i * stride, j * stride) < threshold) continue;
            if (!isNew(range.rule, block, left, right)) continue;
          }
          add(left, right, bits[0] ?? 0, bits[1] ?? 0, 0);
        }
      }
    }
    return list();
  };
}
