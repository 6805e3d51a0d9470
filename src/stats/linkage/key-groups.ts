import { countingOrder } from './counting-order.ts';

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

/** Groups up to this size are ordered by insertion, those up to `place` by a native sort of code and position, others by counting. */
const insertion = 64;
const place = 2 ** 16;

/** Orders `members` from … to − 1 by their codes; equal codes keep their order. `keys` has room for `insertion` of them. */
function orderWithin(
  members: Int32Array,
  codes: Int32Array,
  from: number,
  to: number,
  keys: Int32Array,
): void {
  const size = to - from;
  if (size > place) {
    const own = members.slice(from, to);
    const all = own.map((member) => codes[member] ?? 0);
    const order = countingOrder(all, all.reduce((most, key) => Math.max(most, key), 0) + 1);
    for (let at = from; at < to; at++) members[at] = own[order[at - from] ?? 0] ?? 0;
    return;
  }
  if (size > insertion) {
    const ranked = new Float64Array(size);
    for (let at = 0; at < size; at++) ranked[at] = (codes[members[from + at] ?? 0] ?? 0) * place + at;
    ranked.sort();
    const own = members.slice(from, to);
    for (let at = 0; at < size; at++) members[from + at] = own[(ranked[at] ?? 0) % place] ?? 0;
    return;
  }
  for (let at = 0; at < size; at++) {
    const member = members[from + at] ?? 0;
    const code = codes[member] ?? 0;
    let into = at;
    while (into > 0 && (keys[into - 1] ?? 0) > code) {
      keys[into] = keys[into - 1] ?? 0;
      members[from + into] = members[from + into - 1] ?? 0;
      into -= 1;
    }
    keys[into] = code;
    members[from + into] = member;
  }
}

/** Groups told apart further by a code each; who has none, or stands alone, is in none. */
function refine({ start, members }: KeyGroups, codes: Int32Array): KeyGroups {
  const own = members.slice();
  const keys = new Int32Array(insertion);
  const starts = new Int32Array((own.length >> 1) + 1);
  const kept = new Int32Array(own.length);
  let groups = 0;
  let size = 0;
  for (let group = 0; group + 1 < start.length; group++) {
    const from = start[group] ?? 0;
    const to = start[group + 1] ?? 0;
    orderWithin(own, codes, from, to, keys);
    for (let at = from; at < to;) {
      const code = codes[own[at] ?? 0] ?? 0;
      let end = at + 1;
      while (end < to && codes[own[end] ?? 0] === code) end += 1;
      if (code !== 0 && end - at > 1) {
        for (; at < end; at++) kept[size++] = own[at] ?? 0;
        starts[++groups] = size;
      }
      at = end;
    }
  }
  return { start: starts.slice(0, groups + 1), members: kept.slice(0, size) };
}

/** Entries grouped by a code below `size`; entries with 0, or alone with theirs, are in none. Without `records` an entry is a record. */
function groupBy(codes: Int32Array, size: number, records?: Int32Array): KeyGroups {
  const next = new Int32Array(size + 1);
  for (const code of codes) next[code] = (next[code] ?? 0) + 1;
  const starts = new Int32Array(Math.min(size, codes.length >> 1) + 1);
  let groups = 0;
  let filled = 0;
  next[0] = -1;
  for (let code = 1; code < next.length; code++) {
    const n = next[code] ?? 0;
    next[code] = n > 1 ? filled : -1;
    if (n < 2) continue;
    filled += n;
    starts[++groups] = filled;
  }
  const members = new Int32Array(filled);
  for (let entry = 0; entry < codes.length; entry++) {
    const code = codes[entry] ?? 0;
    const into = next[code] ?? -1;
    if (into < 0) continue;
    members[into] = records === undefined ? entry : (records[entry] ?? 0);
    next[code] = into + 1;
  }
  return { start: starts.slice(0, groups + 1), members };
}

/** Groups of the records that agree on one part. */
export function groupsOf(records: number, { codes, words, size }: KeyPart): KeyGroups {
  if (words === undefined) return groupBy(codes, size);
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
  return groupBy(code, size, record);
}

/** Parts in the order they are grouped by: first that of which a record has several, or what tells most apart. */
export const groupingOrder = <Part extends Pick<KeyPart, 'size'> & { readonly words?: unknown }>(
  parts: readonly Part[],
): Part[] =>
  [...parts].sort((a, b) => Number(b.words !== undefined) - Number(a.words !== undefined) || b.size - a.size);

/** Groups told apart further by other parts. */
export const groupsWithin = (groups: KeyGroups, parts: readonly KeyPart[]): KeyGroups =>
  parts.reduce((all, { words, codes }) => (words === undefined ? refine(all, codes) : all), groups);

/** Groups of the records that agree on every part. */
export function keyGroups(records: number, parts: readonly KeyPart[]): KeyGroups {
  const [first, ...rest] = groupingOrder(parts);
  return first === undefined ? noGroups : groupsWithin(groupsOf(records, first), rest);
}
