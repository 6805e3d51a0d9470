import { keyCell, partBits, partKeys, partTable, type Words } from '../code/key-parts.ts';
import type { ScratchMemory } from '../code/scratch-memory.ts';

/** What a rule asks of a record: its code below `size` (0 for none); or, where a code has words, one of those. */
export interface KeyPart {
  readonly codes: Int32Array;
  readonly size: number;
  /** Of a code the words `codes[from[code]]` … `codes[from[code + 1] - 1]`. */
  readonly words?: { readonly from: Int32Array; readonly codes: Int32Array };
}

/** Records in groups of two or more: group `g` holds `members[start[g]]` … ascending. */
export interface KeyGroups {
  readonly start: Int32Array;
  readonly members: Int32Array;
}

export const noGroups: KeyGroups = { start: Int32Array.of(0), members: new Int32Array() };

/** Memory of a grouping; what it found lies in that of `round`, while the next one looks through it. */
interface GroupSpace {
  readonly scratch: ScratchMemory;
  readonly round: number;
}

/** Entries with equal keys, in groups of two or more. Who has the key 0, or stands alone with one, is in none. */
function groupBy(keys: Words, { scratch, round }: GroupSpace, records?: Int32Array): KeyGroups {
  const all = keys.length / 2;
  const parts = partKeys(keys, partBits(all), records, scratch.ints('more cells', keyCell * all));
  const { start, cells } = parts;
  const entries = start[start.length - 1] ?? 0;
  const table = partTable(parts);
  /** Of each cell the first of its part with its key; there, how many there are, then where the next of them goes. */
  const first = scratch.ints('first', entries);
  const next = scratch.ints('next', entries);
  const members = scratch.ints(round % 2 === 0 ? 'even' : 'odd', entries);
  const starts = scratch.ints(round % 2 === 0 ? 'even starts' : 'odd starts', (entries >> 1) + 1);
  starts[0] = 0;
  let [groups, size] = [0, 0];
  for (let part = 0; part + 1 < start.length; part++) {
    const [from, to] = [start[part] ?? 0, start[part + 1] ?? 0];
    table.open(part);
    for (let cell = from; cell < to; cell++) {
      const found = table.put(cell);
      first[cell] = found;
      next[found] = found === cell ? 1 : (next[found] ?? 0) + 1;
    }
    for (let cell = from; cell < to; cell++) {
      if (first[cell] !== cell) continue;
      const n = next[cell] ?? 0;
      next[cell] = n > 1 ? size : -1;
      if (n < 2) continue;
      size += n;
      starts[++groups] = size;
    }
    for (let cell = from; cell < to; cell++) {
      const found = first[cell] ?? 0;
      const into = next[found] ?? -1;
      if (into < 0) continue;
      members[into] = cells[keyCell * cell + 2] ?? 0;
      next[found] = into + 1;
    }
  }
  return { start: starts.subarray(0, groups + 1), members: members.subarray(0, size) };
}

/** Keys of so many entries, none yet. */
const keysIn = (scratch: ScratchMemory, entries: number): Words =>
  scratch
    .ints('keys', 2 * entries)
    .subarray(0, 2 * entries)
    .fill(0);

/** Groups told apart further by a code each; who has none, or stands alone, is in none. */
function refine({ start, members }: KeyGroups, codes: Int32Array, space: GroupSpace): KeyGroups {
  const keys = keysIn(space.scratch, members.length);
  for (let group = 0; group + 1 < start.length; group++)
    for (let at = start[group] ?? 0; at < (start[group + 1] ?? 0); at++) {
      const code = codes[members[at] ?? 0] ?? 0;
      if (code === 0) continue;
      keys[2 * at] = group;
      keys[2 * at + 1] = code;
    }
  return groupBy(keys, space, members);
}

/** Entries of a part: a record each, or where codes have words a record and a word. */
function entriesOf(records: number, { codes, words }: KeyPart): { codes: Int32Array; records?: Int32Array } {
  if (words === undefined) return { codes };
  const { from } = words;
  let entries = 0;
  for (let no = 0; no < records; no++) {
    const own = codes[no] ?? 0;
    entries += (from[own + 1] ?? 0) - (from[own] ?? 0);
  }
  const [record, code] = [new Int32Array(entries), new Int32Array(entries)];
  let at = 0;
  for (let no = 0; no < records; no++) {
    const own = codes[no] ?? 0;
    for (let word = from[own] ?? 0; word < (from[own + 1] ?? 0); word++) {
      record[at] = no;
      code[at++] = words.codes[word] ?? 0;
    }
  }
  return { codes: code, records: record };
}

/** Parts in the order they are grouped by: first that of which a record has several, or what tells most apart. */
const groupingOrder = (parts: readonly KeyPart[]): KeyPart[] =>
  [...parts].sort((a, b) => Number(b.words !== undefined) - Number(a.words !== undefined) || b.size - a.size);

/** Groups of the records that agree on every part; of several words in the first of `groupingOrder` only. They lie in `scratch`, good until it is used again. */
export function keyGroups(records: number, parts: readonly KeyPart[], scratch: ScratchMemory): KeyGroups {
  const [first, ...rest] = groupingOrder(parts);
  if (first === undefined) return noGroups;
  const entries = entriesOf(records, first);
  const [second, ...others] = rest.filter(({ words }) => words === undefined);
  const size = entries.codes.length;
  const keys = keysIn(scratch, size);
  for (let entry = 0; entry < size; entry++) {
    const code = entries.codes[entry] ?? 0;
    const more = second === undefined ? 1 : (second.codes[entries.records?.[entry] ?? entry] ?? 0);
    if (code === 0 || more === 0) continue;
    keys[2 * entry] = code;
    keys[2 * entry + 1] = more;
  }
  return others.reduce(
    (groups, { codes }, at) => refine(groups, codes, { scratch, round: at + 1 }),
    groupBy(keys, { scratch, round: 0 }, entries.records),
  );
}
