import { sharedBlock, type KeyBlocks } from './key-blocks.ts';
import { sharedWords } from '../kernel/kernel-memory.ts';

/** The block of each record by rule, one row a record: its place and 1; 0 for none, and where there may be several. */
export interface RuleRows {
  readonly rows: Int32Array;
  /** From one row to the next: as many words as there are rules, or up to three more. */
  readonly width: number;
}

/** In memory that threads share; in `memory`, when there is room. */
export function ruleRows(
  records: number,
  rules: readonly KeyBlocks[],
  memory?: WebAssembly.Memory,
): RuleRows {
  const width = 4 * Math.ceil(rules.length / 4);
  const rows = sharedWords(records * width, memory);
  for (const [rule, { start, members, held }] of rules.entries()) {
    if (held !== undefined) continue;
    for (let block = 0; block + 1 < start.length; block++)
      for (let at = start[block] ?? 0; at < (start[block + 1] ?? 0); at++)
        rows[(members[at] ?? 0) * width + rule] = block + 1;
  }
  return { rows, width };
}

/** Which rules form a pair, in one look at each record. */
export interface SharedRules {
  /** Whether no rule before `rule` forms the pair, nor an earlier block of it; then `bits` are those of all rules that do. */
  readonly firstIn: (left: number, right: number, rule: number, block: number) => boolean;
  /** All rules that form the pair: one bit each, rules 0 … 31, 32 … 63. */
  readonly read: (left: number, right: number) => void;
  readonly bits: Int32Array;
}

export function sharedRules(rules: readonly KeyBlocks[], { rows, width }: RuleRows): SharedRules {
  const count = rules.length;
  const bits = new Int32Array(2);
  const several = Uint8Array.from(rules, ({ held }) => (held === undefined ? 0 : 1));
  const firstIn = (left: number, right: number, rule: number, block: number): boolean => {
    const l = left * width;
    const r = right * width;
    let low = 0;
    let high = 0;
    for (let at = 0; at < count; at++) {
      if (several[at] === 1) {
        const held = rules[at]?.held;
        const shared = held === undefined ? -1 : sharedBlock(held, left, right);
        if (shared < 0) continue;
        if (at === rule && shared !== block) return false;
      } else {
        const own = rows[l + at] ?? 0;
        if (own === 0 || own !== rows[r + at]) continue;
      }
      if (at < rule) return false;
      if (at < 32) low |= 1 << at;
      else high |= 1 << (at - 32);
    }
    bits[0] = low;
    bits[1] = high;
    return true;
  };
  return {
    firstIn,
    read: (left, right) => {
      firstIn(left, right, -1, -1);
    },
    bits,
  };
}
