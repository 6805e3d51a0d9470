import type { KeyGroups } from './key-groups.ts';

/** Blocks of one rule: block `b` holds `members[start[b]]` … ascending, two or more. */
export interface KeyBlocks {
  readonly start: Int32Array;
  readonly members: Int32Array;
  /** Where each record is. */
  readonly held: BlocksHeld;
  readonly counts: {
    readonly keys: number;
    readonly pairs: number;
    readonly skippedKeys: number;
    readonly skippedPairs: number;
  };
}

/** The block of each record (-1 for none), or its blocks ascending (`blocks[from[record]]` …), or one of all. */
export type BlocksHeld =
  | { readonly of: Int32Array }
  | { readonly from: Int32Array; readonly blocks: Int32Array }
  | { readonly all: true };

/** The first block that holds both records; -1 for none. */
export type SharedBlock = (left: number, right: number) => number;

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

function oneHeld(records: number, start: Int32Array, members: Int32Array): BlocksHeld {
  const of = new Int32Array(new SharedArrayBuffer(4 * records)).fill(-1);
  for (let block = 0; block + 1 < start.length; block++)
    for (let at = start[block] ?? 0; at < (start[block + 1] ?? 0); at++) of[members[at] ?? 0] = block;
  return { of };
}

export function sharedBlock({ held }: Pick<KeyBlocks, 'held'>): SharedBlock {
  if ('all' in held) return () => 0;
  if ('of' in held) {
    const { of } = held;
    return (left, right) => (of[left] === of[right] ? (of[left] ?? -1) : -1);
  }
  const { from, blocks } = held;
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
  return { start, members, held: (repeated ? severalHeld : oneHeld)(records, start, members), counts };
}

/** One block of all records. */
export function wholeBlock(records: number, pairs: number): KeyBlocks {
  return {
    start: Int32Array.of(0, records),
    members: Int32Array.from({ length: records }, (_, at) => at),
    held: { all: true },
    counts: { keys: 1, pairs, skippedKeys: 0, skippedPairs: 0 },
  };
}
