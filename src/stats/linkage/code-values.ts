import { codeBook } from './code-book.ts';
import { hashTable } from './hash-table.ts';
import { withLength } from './likeness.ts';
import type { RecordFeatures } from './record-features.ts';

/** 64-bit words as the engine lays them out: low, high, low, high … */
export type Words = Int32Array;

/** Distinct values of a field, one entry each, of those that say something. */
export interface FieldValues {
  /** Where a value is in its table, from 1. */
  readonly rank: Int32Array;
  /** Hashes of the values as they came, and of their normal forms. */
  readonly raw: Words;
  readonly form: Words;
  readonly signed: Words;
  /** Bytes of what is signed. */
  readonly length: Int32Array;
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

/** Numbers the normal forms of a group 1, 2, … (0 is none) and puts their codes for the records. */
export function codeValues({ groups, values, no, cells, codes }: ValueTask, part: number): CodedGroup {
  const group = groups[part] ?? [];
  const size = group.reduce((sum, field) => sum + (values[field]?.rank.length ?? 0), 0);
  const forms = codeBook(size);
  const signed = shared(2 * (size + 1));
  const ranks = group.map(() => shared(size + 1));
  let known = 0;
  let clash = false;
  for (const [at, field] of group.entries()) {
    const [own, held, into, rankOf] = [values[field], cells[field], codes[field], ranks[at]];
    if (own === undefined || held === undefined || into === undefined || rankOf === undefined) continue;
    const { rank, raw, form, length } = own;
    const raws = hashTable(rank.length);
    for (let value = 0; value < rank.length; value++) {
      const code = forms.code(form[2 * value] ?? 0, form[2 * value + 1] ?? 0);
      if (code > known) {
        known = code;
        signed[2 * code] = own.signed[2 * value] ?? 0;
        signed[2 * code + 1] = withLength(own.signed[2 * value + 1] ?? 0, length[value] ?? 0);
      }
      if (rankOf[code] === 0 || (rank[value] ?? 0) < (rankOf[code] ?? 0)) rankOf[code] = rank[value] ?? 0;
      if (raws.add(raw[2 * value] ?? 0, raw[2 * value + 1] ?? 0, code) !== 0) clash = true;
    }
    for (let entry = 0; entry < no.length; entry++) {
      const low = held[2 * entry] ?? 0;
      const high = held[2 * entry + 1] ?? 0;
      if (low !== 0 || high !== 0) into[no[entry] ?? 0] = raws.find(low, high);
    }
  }
  return {
    ranks: ranks.map((of) => of.subarray(0, known + 1)),
    signed: signed.subarray(0, 2 * (known + 1)),
    clash,
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
      rows[cell + fields] = own?.[2 * code] ?? 0;
      rows[cell + 2 * fields] = own?.[2 * code + 1] ?? 0;
    }
}
