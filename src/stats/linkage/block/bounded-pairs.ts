import { foundWords, plainBlockPairs, type BlockSearch } from './block-pairs.ts';
import { facing, facingLists } from './facing.ts';
import type { KeyBlocks } from './key-blocks.ts';
import type { Kernel } from '../kernel/kernel-memory.ts';
import { kernelBlockPairs } from '../kernel/kernel-pairs.ts';
import { pairCollector, type PairList } from './pair-list.ts';
import { sharedRules } from './shared-rules.ts';

export interface PairSearch extends BlockSearch {
  /** What `bound` says, compiled. */
  readonly kernel?: Kernel;
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
  const { add, take } = pairCollector();
  const { read, bits } = sharedRules(rules, held);
  const given = new Set<number>();
  for (const [left, right] of always) {
    const key = left * features.records + right;
    if (given.has(key)) continue;
    given.add(key);
    read(left, right);
    add(left, right, bits[0] ?? 0, bits[1] ?? 0, 1);
  }
  return take();
}

const largestBlock = (rules: readonly KeyBlocks[]): number => {
  let largest = 0;
  for (const { start } of rules)
    for (let block = 0; block + 1 < start.length; block++)
      largest = Math.max(largest, (start[block + 1] ?? 0) - (start[block] ?? 0));
  return largest;
};

/**
 * Forms the pairs of some blocks whose upper bound reaches the threshold and that no earlier rule or block forms, nor are
 * given in any case: no pair of such a weight is lost. Made once for many ranges.
 */
export function pairsOfBlocks(search: PairSearch): (range: BlockRange) => PairList {
  const { features, rules, focus, across, kernel } = search;
  const { relation, records } = features;
  const largest = largestBlock(rules);
  const lists = facingLists(across ? relation : undefined);
  const pairs =
    (kernel === undefined ? undefined : kernelBlockPairs(kernel, search, largest, lists)) ??
    plainBlockPairs(search, largest);
  const faces = facing(pairs.list, largest, focus, across ? relation : undefined);
  const given = new Set((search.always ?? []).map(([left, right]) => left * records + right));
  const { add, take } = pairCollector();
  return (range) => {
    const rule = rules[range.rule];
    if (rule === undefined) return take();
    const { start, members } = rule;
    for (let block = range.from; block < range.to; block++) {
      const from = start[block] ?? 0;
      const size = (start[block + 1] ?? 0) - from;
      if (!faces.open(members, from, size)) continue;
      pairs.open(members, from, size);
      const by = { rule: range.rule, block };
      for (let i = 0; i < size; i++) {
        const others = faces.of(i);
        const { found } = pairs;
        const left = members[from + i] ?? 0;
        const words = foundWords * pairs.near(i, others, faces.begin, faces.end, by);
        for (let at = 0; at < words; at += foundWords) {
          const right = members[from + (found[at] ?? 0)] ?? 0;
          if (given.size > 0 && given.has(left * records + right)) continue;
          add(left, right, found[at + 1] ?? 0, found[at + 2] ?? 0, 0);
        }
      }
    }
    return take();
  };
}
