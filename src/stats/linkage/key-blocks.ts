import { codeBook } from './code-book.ts';

/** Records under the keys of a blocking rule: entry `i` says that `record[i]` has the 64-bit key `key[2i]`, `key[2i + 1]`. */
export interface KeyEntries {
  readonly record: Int32Array;
  readonly key: Int32Array;
  /** Entries in the order of their records. */
  readonly order: Int32Array;
}

/** Blocks of one rule: block `b` holds `members[start[b]]` … ascending, two or more. */
export interface KeyBlocks {
  readonly start: Int32Array;
  readonly members: Int32Array;
  /** The first block that holds both records; -1 for none. */
  readonly shared: (left: number, right: number) => number;
  readonly counts: {
    readonly keys: number;
    readonly pairs: number;
    readonly skippedKeys: number;
    readonly skippedPairs: number;
  };
}

/** For each record the blocks it is in, ascending: `blocks[from[record]]` … */
function blocksOf(
  records: number,
  start: Int32Array,
  members: Int32Array,
): { from: Int32Array; blocks: Int32Array } {
  const from = new Int32Array(records + 1);
  for (const member of members) from[member + 1] = (from[member + 1] ?? 0) + 1;
  for (let at = 0; at < records; at++) from[at + 1] = (from[at + 1] ?? 0) + (from[at] ?? 0);
  const next = from.slice();
  const blocks = new Int32Array(members.length);
  for (let block = 0; block + 1 < start.length; block++)
    for (let at = start[block] ?? 0; at < (start[block + 1] ?? 0); at++) {
      const member = members[at] ?? 0;
      blocks[next[member] ?? 0] = block;
      next[member] = (next[member] ?? 0) + 1;
    }
  return { from, blocks };
}

const single = (records: number, start: Int32Array, members: Int32Array): KeyBlocks['shared'] => {
  const of = new Int32Array(records).fill(-1);
  for (let block = 0; block + 1 < start.length; block++)
    for (let at = start[block] ?? 0; at < (start[block + 1] ?? 0); at++) of[members[at] ?? 0] = block;
  return (left, right) => (of[left] === of[right] ? (of[left] ?? -1) : -1);
};

const several = (records: number, start: Int32Array, members: Int32Array): KeyBlocks['shared'] => {
  const { from, blocks } = blocksOf(records, start, members);
  return (left, right) => {
    let [a, b] = [from[left] ?? 0, from[right] ?? 0];
    const [endA, endB] = [from[left + 1] ?? 0, from[right + 1] ?? 0];
    while (a < endA && b < endB) {
      const [x = 0, y = 0] = [blocks[a], blocks[b]];
      if (x === y) return x;
      if (x < y) a++;
      else b++;
    }
    return -1;
  };
};

/**
 * Groups entries by key. Keys of one record form nothing, keys of more than `largest` are passed over. `relation` is
 * given when only records of different relations make pairs.
 */
export function keyBlocks(
  records: number,
  { record, key: words, order }: KeyEntries,
  largest: number,
  relation?: { readonly of: Uint8Array; readonly count: number },
): KeyBlocks {
  const book = codeBook();
  const of = new Int32Array(record.length);
  for (const at of order) of[at] = book.code(words[2 * at] ?? 0, words[2 * at + 1] ?? 0) - 1;
  const count = book.size;
  const sizes = new Int32Array(count);
  for (const key of of) sizes[key] = (sizes[key] ?? 0) + 1;
  const per = relation?.count ?? 0;
  const sizesOf = new Int32Array(count * per);
  if (relation !== undefined)
    of.forEach((key, at) => {
      const cell = key * per + (relation.of[record[at] ?? 0] ?? 0);
      sizesOf[cell] = (sizesOf[cell] ?? 0) + 1;
    });
  const pairsOf = (key: number): number => {
    const n = sizes[key] ?? 0;
    let pairs = (n * (n - 1)) / 2;
    for (let rel = 0; rel < per; rel++) {
      const own = sizesOf[key * per + rel] ?? 0;
      pairs -= (own * (own - 1)) / 2;
    }
    return pairs;
  };
  const counts = { keys: 0, pairs: 0, skippedKeys: 0, skippedPairs: 0 };
  const block = new Int32Array(count).fill(-1);
  const start: number[] = [0];
  for (let key = 0; key < count; key++) {
    const n = sizes[key] ?? 0;
    if (n < 2) continue;
    if (n > largest) {
      counts.skippedKeys += 1;
      counts.skippedPairs += pairsOf(key);
      continue;
    }
    block[key] = counts.keys++;
    counts.pairs += pairsOf(key);
    start.push((start.at(-1) ?? 0) + n);
  }
  const starts = Int32Array.from(start);
  const next = starts.slice();
  const members = new Int32Array(start.at(-1) ?? 0);
  let repeated = false;
  let before = -1;
  for (const at of order) {
    const member = record[at] ?? 0;
    repeated ||= member === before;
    before = member;
    const into = block[of[at] ?? 0] ?? -1;
    if (into < 0) continue;
    members[next[into] ?? 0] = member;
    next[into] = (next[into] ?? 0) + 1;
  }
  const shared = (repeated ? several : single)(records, starts, members);
  return { start: starts, members, shared, counts };
}

/** One block of all records. */
export function wholeBlock(records: number, pairs: number): KeyBlocks {
  return {
    start: Int32Array.of(0, records),
    members: Int32Array.from({ length: records }, (_, at) => at),
    shared: () => 0,
    counts: { keys: 1, pairs, skippedKeys: 0, skippedPairs: 0 },
  };
}
