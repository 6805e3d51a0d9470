import type { KeyGroups } from './key-groups.ts';

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
 * The blocks of groups of records that agree on a key. Keys of more than `largest` are passed over. `relation` is given
 * when only records of different relations make pairs; `repeated` when a record may be in several groups.
 */
export function keyBlocks(
  records: number,
  groups: KeyGroups,
  largest: number,
  repeated: boolean,
  relation?: { readonly of: Uint8Array; readonly count: number },
): KeyBlocks {
  const own = new Int32Array(relation?.count ?? 0);
  const pairsOf = (from: number, to: number): number => {
    const n = to - from;
    let pairs = (n * (n - 1)) / 2;
    if (relation === undefined) return pairs;
    own.fill(0);
    for (let at = from; at < to; at++) {
      const rel = relation.of[groups.members[at] ?? 0] ?? 0;
      own[rel] = (own[rel] ?? 0) + 1;
    }
    for (const n of own) pairs -= (n * (n - 1)) / 2;
    return pairs;
  };
  const counts = { keys: 0, pairs: 0, skippedKeys: 0, skippedPairs: 0 };
  const starts = new Int32Array(groups.start.length);
  const members = new Int32Array(groups.members.length);
  let size = 0;
  for (let group = 0; group + 1 < groups.start.length; group++) {
    const [from = 0, to = 0] = [groups.start[group], groups.start[group + 1]];
    if (to - from > largest) {
      counts.skippedKeys += 1;
      counts.skippedPairs += pairsOf(from, to);
      continue;
    }
    counts.pairs += pairsOf(from, to);
    members.set(groups.members.subarray(from, to), size);
    size += to - from;
    starts[++counts.keys] = size;
  }
  const [start, held] = [starts.slice(0, counts.keys + 1), members.slice(0, size)];
  const shared = (repeated ? several : single)(records, start, held);
  return { start, members: held, shared, counts };
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
