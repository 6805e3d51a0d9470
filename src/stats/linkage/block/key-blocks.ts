import type { KeyGroups } from './key-groups.ts';

/** Blocks of one rule: block `b` holds `members[start[b]]` … ascending, two or more. */
export interface KeyBlocks {
  readonly start: Int32Array;
  readonly members: Int32Array;
  /** Of each record its blocks ascending, where it may be in several. */
  readonly held?: BlocksHeld;
  readonly counts: {
    readonly keys: number;
    readonly pairs: number;
    readonly skippedKeys: number;
    readonly skippedPairs: number;
  };
}

/** Blocks of a record: `blocks[from[record]]` … `blocks[from[record + 1] - 1]`. */
export interface BlocksHeld {
  readonly from: Int32Array;
  readonly blocks: Int32Array;
}

function severalHeld(records: number, start: Int32Array, members: Int32Array): BlocksHeld {
  const from = new Int32Array(new SharedArrayBuffer(4 * (records + 1)));
  for (const member of members) from[member + 1] = (from[member + 1] ?? 0) + 1;
  for (let at = 0; at < records; at++) from[at + 1] = (from[at + 1] ?? 0) + (from[at] ?? 0);
  const next = from.slice();
  const blocks = new Int32Array(new SharedArrayBuffer(4 * members.length));
  for (let block = 0; block + 1 < start.length; block++)
    for (let at = start[block] ?? 0; at < (start[block + 1] ?? 0); at++) {
      const member = members[at] ?? 0;
      blocks[next[member] ?? 0] = block;
      next[member] = (next[member] ?? 0) + 1;
    }
  return { from, blocks };
}

/** The first block that holds both records; -1 for none. */
export function sharedBlock({ from, blocks }: BlocksHeld, left: number, right: number): number {
  let a = from[left] ?? 0;
  let b = from[right] ?? 0;
  const endA = from[left + 1] ?? 0;
  const endB = from[right + 1] ?? 0;
  while (a < endA && b < endB) {
    const x = blocks[a] ?? 0;
    const y = blocks[b] ?? 0;
    if (x === y) return x;
    if (x < y) a++;
    else b++;
  }
  return -1;
}

/**
 * The blocks of groups of records that agree on a key, in memory that threads share. Keys of more than `largest` are passed
 * over. `relation` is given when only records of different relations make pairs; `repeated` when a record may be in several
 * groups.
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
  const starts = new Int32Array(new SharedArrayBuffer(4 * groups.start.length));
  const held = new Int32Array(new SharedArrayBuffer(4 * groups.members.length));
  let size = 0;
  for (let group = 0; group + 1 < groups.start.length; group++) {
    const from = groups.start[group] ?? 0;
    const to = groups.start[group + 1] ?? 0;
    if (to - from > largest) {
      counts.skippedKeys += 1;
      counts.skippedPairs += pairsOf(from, to);
      continue;
    }
    counts.pairs += pairsOf(from, to);
    for (let at = from; at < to; at++) held[size++] = groups.members[at] ?? 0;
    starts[++counts.keys] = size;
  }
  const start = starts.subarray(0, counts.keys + 1);
  const members = held.subarray(0, size);
  return { start, members, counts, ...(repeated ? { held: severalHeld(records, start, members) } : {}) };
}

/** One block of all records. */
export function wholeBlock(records: number, pairs: number): KeyBlocks {
  return {
    start: Int32Array.of(0, records),
    members: Int32Array.from({ length: records }, (_, at) => at),
    counts: { keys: 1, pairs, skippedKeys: 0, skippedPairs: 0 },
  };
}
