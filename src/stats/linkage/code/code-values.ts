import { keyCell, partBits, partKeys, partTable, type Words } from './key-parts.ts';
import type { RecordFeatures } from './record-features.ts';
import type { ScratchMemory } from './scratch-memory.ts';

/** Distinct values of a field, one entry each, of those that say something. */
export interface FieldValues {
  /** Where a value is in its table, from 1. */
  readonly rank: Int32Array;
  /** Hashes of the values as they came, and of their normal forms. */
  readonly raw: Words;
  readonly form: Words;
  /** Signatures: see Likeness. */
  readonly signed: Words;
}

/** Fields that may change places share their codes. */
export type ValueGroup = readonly number[];

export interface ValueTask {
  readonly groups: readonly ValueGroup[];
  readonly values: readonly FieldValues[];
  /** Record numbers in the order of `cells`. */
  readonly no: Int32Array;
  /** For each field the hashes of what its records hold. */
  readonly cells: readonly Words[];
  /** Filled: for each field the codes by record number. */
  readonly codes: readonly Int32Array[];
}

/** Values of a group by their codes. */
export interface CodedGroup {
  /** For each field of the group the rank of a code's value; 0 where the code is another's. */
  readonly ranks: readonly Int32Array[];
  /** Both words of the signature. */
  readonly signed: Int32Array;
  /** Whether two values of a field have one hash, so that they cannot be told apart. */
  readonly clash: boolean;
}

const shared = (size: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * size));

/** For each key of a list the first that is equal: itself, where none is before. */
function firstEqual(keys: Words, scratch: ScratchMemory): Int32Array {
  const size = keys.length / 2;
  const parts = partKeys(keys, partBits(size), undefined, scratch.ints('cells', keyCell * size));
  const { start, cells } = parts;
  const table = partTable(parts);
  const first = scratch.ints('first', size);
  for (let key = 0; key < size; key++) first[key] = key;
  for (let part = 0; part + 1 < start.length; part++) {
    table.open(part);
    for (let cell = start[part] ?? 0; cell < (start[part + 1] ?? 0); cell++) {
      const found = table.put(cell);
      if (found !== cell) first[cells[keyCell * cell + 2] ?? 0] = cells[keyCell * found + 2] ?? 0;
    }
  }
  return first;
}

/** Numbers the normal forms of a group 1, 2, … (0 is none); gives for each value its code, through all fields. */
function codeForms(
  own: readonly FieldValues[],
  scratch: ScratchMemory,
): Omit<CodedGroup, 'clash'> & { codeOf: Int32Array } {
  const size = own.reduce((sum, { rank }) => sum + rank.length, 0);
  const [only, ...others] = own;
  const forms =
    only !== undefined && others.length === 0
      ? only.form
      : scratch.ints('keys', 2 * size).subarray(0, 2 * size);
  let filled = 0;
  if (others.length > 0)
    for (const { form } of own) {
      forms.set(form, filled);
      filled += form.length;
    }
  const codeOf = firstEqual(forms, scratch);
  const signed = shared(2 * (size + 1));
  const ranks = own.map(() => shared(size + 1));
  let known = 0;
  let key = 0;
  for (const [at, { rank, signed: signs }] of own.entries()) {
    const rankOf = ranks[at] ?? signed;
    for (let value = 0; value < rank.length; value++, key++) {
      const first = codeOf[key] ?? key;
      if (first === key) {
        known += 1;
        signed[2 * known] = signs[2 * value] ?? 0;
        signed[2 * known + 1] = signs[2 * value + 1] ?? 0;
      }
      const code = first === key ? known : (codeOf[first] ?? 0);
      codeOf[key] = code;
      rankOf[code] = rank[value] ?? 0;
    }
  }
  return {
    codeOf,
    ranks: ranks.map((of) => of.subarray(0, known + 1)),
    signed: signed.subarray(0, 2 * (known + 1)),
  };
}

/** Puts the codes of a field's values for the records that hold them; says whether two values have one hash, or that of none. */
function codeRecords(
  raw: Words,
  held: Words,
  no: Int32Array,
  codeOf: Int32Array,
  into: Int32Array,
  scratch: ScratchMemory,
): boolean {
  const size = raw.length / 2;
  const bits = partBits(size);
  const values = partKeys(raw, bits, undefined, scratch.ints('cells', keyCell * size));
  const holders = partKeys(held, bits, no, scratch.ints('more cells', keyCell * no.length));
  const [valued, holding] = [values.cells, holders.cells];
  const all = values.start[1 << bits] ?? 0;
  if (all < size) return true;
  const table = partTable(values);
  // What is looked up far away is looked up in loops of its own, which do not wait for what was found before.
  for (let at = 2; at < keyCell * all; at += keyCell) valued[at] = codeOf[valued[at] ?? 0] ?? 0;
  for (let part = 0; part + 1 < values.start.length; part++) {
    table.open(part);
    for (let cell = values.start[part] ?? 0; cell < (values.start[part + 1] ?? 0); cell++)
      if (table.put(cell) !== cell) return true;
    const to = keyCell * (holders.start[part + 1] ?? 0);
    for (let at = keyCell * (holders.start[part] ?? 0); at < to; at += keyCell) {
      const found = table.find(holding[at] ?? 0, holding[at + 1] ?? 0);
      holding[at] = found < 0 ? 0 : (valued[keyCell * found + 2] ?? 0);
    }
  }
  const end = keyCell * (holders.start[1 << bits] ?? 0);
  for (let at = 0; at < end; at += keyCell) into[holding[at + 2] ?? 0] = holding[at] ?? 0;
  return false;
}

/** Numbers the normal forms of a group and puts their codes for the records, one group after the other. */
export function valueCoder(
  { groups, values, no, cells, codes }: ValueTask,
  scratch: ScratchMemory,
): (part: number) => CodedGroup {
  return (part) => {
    const group = groups[part] ?? [];
    const own = group.flatMap((field) => values[field] ?? []);
    const { codeOf, ...coded } = codeForms(own, scratch);
    let from = 0;
    for (const [at, field] of group.entries()) {
      const [raw, held, into] = [own[at]?.raw, cells[field], codes[field]];
      if (raw === undefined || held === undefined || into === undefined) continue;
      const to = from + raw.length / 2;
      if (codeRecords(raw, held, no, codeOf.subarray(from, to), into, scratch))
        return { ...coded, clash: true };
      from = to;
    }
    return { ...coded, clash: false };
  };
}

export interface RowTask extends Omit<RecordFeatures, 'relation'> {
  /** Of each field the signatures by code. */
  readonly signed: readonly Int32Array[];
}

/** Fills the rows of the records from … to − 1. */
export function fillRows({ fields, codes, rows, stride, signed }: RowTask, from: number, to: number): void {
  for (let record = from; record < to; record++)
    for (let field = 0; field < fields; field++) {
      const code = codes[field]?.[record] ?? 0;
      const cell = record * stride + field;
      const own = signed[field];
      rows[cell] = code;
      rows[cell + fields + field] = own?.[2 * code] ?? 0;
      rows[cell + fields + field + 1] = own?.[2 * code + 1] ?? 0;
    }
}
