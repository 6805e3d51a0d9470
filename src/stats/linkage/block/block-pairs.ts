import type { KeyBlocks } from './key-blocks.ts';
import type { PairBound } from './bound-tables.ts';
import { pairBound } from './pair-bound.ts';
import type { RecordFeatures } from '../code/record-features.ts';
import { sharedRules, type RuleRows } from './shared-rules.ts';

/** Words of a pair that is found: the place of the right one in its block, and the rules that form it, 0 … 31, 32 … 63. */
export const foundWords = 3;

/** Finds the pairs of one block at a time. */
export interface BlockPairs {
  /** Begins with a block: members `from` … `from + size − 1` of a list, at places 0 … size − 1. */
  open(members: Int32Array, from: number, size: number): void;
  /**
   * Finds, among the records at places `others[begin]` … `others[end - 1]`, those that form a pair with the record at `left`
   * for the first time, and whose bound reaches the threshold; says how many, and puts `foundWords` of each into `found`.
   */
  near(left: number, others: Int32Array, begin: number, end: number, by: FormedBy): number;
  readonly found: Int32Array;
  /** A list of places that `near` can read. */
  readonly list: () => Int32Array;
}

/** By what a pair is formed: a rule and a block of it. */
export interface FormedBy {
  readonly rule: number;
  readonly block: number;
}

export interface BlockSearch {
  readonly features: Omit<RecordFeatures, 'codes'>;
  readonly rules: readonly KeyBlocks[];
  readonly held: RuleRows;
  /** Without it all pairs of the rules are given. */
  readonly bound?: PairBound;
}

/** Blocks up to this size are looked at where their records are; of larger ones the rows are copied together first. */
const few = 8;

/** Finds the pairs of blocks of up to `largest` records. */
export function plainBlockPairs({ features, rules, held, bound }: BlockSearch, largest: number): BlockPairs {
  const { rows, fields, stride } = features;
  const near = bound === undefined ? undefined : pairBound(fields, bound);
  const threshold = bound?.threshold ?? 0;
  const { firstIn, bits } = sharedRules(rules, held);
  const local = new Int32Array(near === undefined || largest <= few ? 0 : largest * stride);
  const found = new Int32Array(foundWords * largest);
  let own = new Int32Array();
  let begins = 0;
  let small = true;
  return {
    found,
    list: () => new Int32Array(largest),
    open(members, from, size) {
      own = members as Int32Array<ArrayBuffer>;
      begins = from;
      small = size <= few;
      if (near === undefined || small) return;
      for (let i = 0, into = 0; i < size; i++, into += stride) {
        const row = (members[from + i] ?? 0) * stride;
        for (let at = 0; at < 3 * fields; at++) local[into + at] = rows[row + at] ?? 0;
      }
    },
    near(i, others, begin, end, { rule, block }) {
      const left = own[begins + i] ?? 0;
      let size = 0;
      for (let k = begin; k < end; k++) {
        const j = others[k] ?? 0;
        const right = own[begins + j] ?? 0;
        if (small) {
          if (!firstIn(left, right, rule, block)) continue;
          if (near !== undefined && near(rows, left * stride, right * stride) < threshold) continue;
        } else {
          if (near !== undefined && near(local, i * stride, j * stride) < threshold) continue;
          if (!firstIn(left, right, rule, block)) continue;
        }
        found[size] = j;
        found[size + 1] = bits[0] ?? 0;
        found[size + 2] = bits[1] ?? 0;
        size += foundWords;
      }
      return size / foundWords;
    },
  };
}
