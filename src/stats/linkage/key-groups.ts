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

/** Groups up to this size are ordered by insertion, those up to `place` by a native sort of code and position, others by counting. */
const insertion = 24;
const place = 2 ** 16;

/** Orders `members` from … to − 1 by their codes; equal codes keep their order. */
function orderWithin(members: Int32Array, codes: Int32Array, from: number, to: number): void {
  if (to - from > place) {
    const own = members.slice(from, to);
    const keys = own.map((member) => codes[member] ?? 0);
    const order = countingOrder(keys, keys.reduce((most, key) => Math.max(most, key), 0) + 1);
    for (let at = from; at < to; at++) members[at] = own[order[at - from] ?? 0] ?? 0;
    return;
  }
  if (to - from > insertion) {
    const ranked = new Float64Array(to - from);
    for (let at = from; at < to; at++) ranked[at - from] = (codes[members[at] ?? 0] ?? 0) * place + at - from;
    ranked.sort();
    const own = members.slice(from, to);
    for (let at = from; at < to; at++) members[at] = own[(ranked[at - from] ?? 0) % place] ?? 0;
    return;
  }
  for (let at = from + 1; at < to; at++) {
    const member = members[at] ?? 0;
    const code = codes[member] ?? 0;
    let into = at;
    while (into > from && (codes[members[into - 1] ?? 0] ?? 0) > code) {
      members[into] = members[into - 1] ?? 0;
      into -= 1;
    }
    members[into] = member;
  }
}

/** Groups told apart further by a code each; who has none, or stands alone, is in none. */
function refine({ start, members }: KeyGroups, codes: Int32Array): KeyGroups {
  const own = members.slice();
  const starts = new Int32Array((own.length >> 1) + 1);
  const kept = new Int32Array(own.length);
  let [groups, size] = [0, 0];
  for (let group = 0; group + 1 < start.length; group++) {
    const [from = 0, to = 0] = [start[group], start[group + 1]];
    orderWithin(own, codes, from, to);
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

/** Entries grouped by a code below `size`; entries with 0, or alone with theirs, are in none. */
function groupBy(record: Int32Array, code: Int32Array, size: number): KeyGroups {
  const order = countingOrder(code, size);
  const starts = new Int32Array((record.length >> 1) + 1);
  const kept = new Int32Array(record.length);
  let [groups, filled] = [0, 0];
  for (let at = 0; at < order.length;) {
    const own = code[order[at] ?? 0] ?? 0;
    let end = at + 1;
    while (end < order.length && code[order[end] ?? 0] === own) end += 1;
    if (own !== 0 && end - at > 1) {
      for (; at < end; at++) kept[filled++] = record[order[at] ?? 0] ?? 0;
      starts[++groups] = filled;
    }
    at = end;
  }
  return { start: starts.slice(0, groups + 1), members: kept.slice(0, filled) };
}

function grouped(records: number, { codes, words, size }: KeyPart): KeyGroups {
  if (words === undefined) {
    const every = new Int32Array(records);
    for (let no = 0; no < records; no++) every[no] = no;
    return groupBy(every, codes, size);
  }
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
  return groupBy(record, code, size);
}

/**
 * Groups of the records that agree on every part: first by what tells most apart (or by the part of which a record has
 * several), then within those groups.
 */
export function keyGroups(records: number, parts: readonly KeyPart[]): KeyGroups {
  const [first, ...rest] = [...parts].sort(
    (a, b) => Number(b.words !== undefined) - Number(a.words !== undefined) || b.size - a.size,
  );
  if (first === undefined) return { start: Int32Array.of(0), members: new Int32Array() };
  let groups = grouped(records, first);
  for (const part of rest) if (part.words === undefined) groups = refine(groups, part.codes);
  return groups;
}
