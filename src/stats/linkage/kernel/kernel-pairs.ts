import { foundWords, type BlockPairs, type BlockSearch } from '../block/block-pairs.ts';
import { sharedRules } from '../block/shared-rules.ts';
import { wordsIn, type Kernel } from './kernel-memory.ts';
import { gatheredWords } from './pair-code.ts';

/** Bits of the rules before `rule`, in a word that begins with rule `first`. */
const before = (rule: number, first: number): number =>
  rule - first >= 32 ? -1 : rule <= first ? 0 : (1 << (rule - first)) - 1;

/** Finds the pairs of blocks of up to `largest` records, with so many lists, by compiled code (see pairCode); nothing when memory has no room. */
export function kernelBlockPairs(
  { module, memory }: Kernel,
  { features, rules, held }: BlockSearch,
  largest: number,
  lists: number,
): BlockPairs | undefined {
  const { rows, fields, stride } = features;
  const row = gatheredWords({ fields, stride, width: held.width });
  const space = wordsIn(memory, largest * (row + foundWords + 1 + lists));
  const { gather, near } = new WebAssembly.Instance(module, { env: { memory } }).exports as Record<
    string,
    (...values: number[]) => number
  >;
  if (space === undefined || gather === undefined || near === undefined) return undefined;
  let used = 0;
  const take = (words: number): Int32Array => space.subarray(used, (used += words));
  const gathered = take(largest * row);
  const found = take(largest * foundWords);
  const chosen = take(largest);
  // Rules that may have several blocks of a record are not in its row.
  const several = rules.some((rule) => rule.held !== undefined);
  const { firstIn, bits } = sharedRules(rules, held);
  return {
    found,
    list: () => take(largest),
    open(members, from, size) {
      for (let at = 0; at < size; at++) chosen[at] = members[from + at] ?? 0;
      const { byteOffset } = chosen;
      gather(rows.byteOffset, held.rows.byteOffset, byteOffset, byteOffset + 4 * size, gathered.byteOffset);
    },
    near(left, others, begin, end, { rule, block }) {
      if (begin === end) return 0;
      const size = near(
        gathered.byteOffset,
        left,
        others.byteOffset + 4 * begin,
        others.byteOffset + 4 * end,
        found.byteOffset,
        before(rule, 0),
        before(rule, 32),
      );
      if (!several) return size;
      let kept = 0;
      for (let at = 0; at < foundWords * size; at += foundWords) {
        const place = found[at] ?? 0;
        if (!firstIn(chosen[left] ?? 0, chosen[place] ?? 0, rule, block)) continue;
        found[kept] = place;
        found[kept + 1] = bits[0] ?? 0;
        found[kept + 2] = bits[1] ?? 0;
        kept += foundWords;
      }
      return kept / foundWords;
    },
  };
}
