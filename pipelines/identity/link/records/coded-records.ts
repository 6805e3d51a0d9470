import type { FieldValues } from '../../../../src/stats/linkage/code/code-values.ts';
import { evenSpans } from '../../../../src/stats/linkage/code/part-work.ts';
import {
  inKernelMemory,
  kernelMemory,
  sharedWords,
} from '../../../../src/stats/linkage/kernel/kernel-memory.ts';
import type { Words } from '../../../../src/stats/linkage/code/key-parts.ts';
import { rowStride, type RecordFeatures } from '../../../../src/stats/linkage/code/record-features.ts';
import { withLength } from '../../../../src/stats/linkage/code/likeness.ts';
import { signText, textWords } from '../../../../src/stats/linkage/code/sign-text.ts';
import { visitIntegers } from '../../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import type { LinkPlan, PlannedField } from '../link-plan.ts';
import type { LinkThreads } from '../link-threads.ts';
import { shortTextSql } from './record-sql.ts';

/** Records as integers in memory that threads share, and where the value of a code is. */
export interface CodedRecords extends RecordFeatures {
  /** For each field the rank of a code's value in the table of its values; 0 where the code is another field's. */
  readonly ranks: readonly Int32Array[];
}

export const valueTable = (plan: LinkPlan, at: number): string => plan.table(`value_${String(at)}`);

/** Up to so many records compiling takes longer than it saves. */
const recordsWithoutKernel = 50_000;

const shared = (size: number): Int32Array<SharedArrayBuffer> =>
  new Int32Array(new SharedArrayBuffer(4 * size));
const none = new Int32Array();

/**
 * The columns of a SELECT; `words` of each: 1 for 32 bits, 2 for 64. At most `rows` of them, laid out in `space`. What
 * follows those columns is only shown to `seen`, with the columns so far and the row that it begins with.
 */
async function columnsIn(
  space: Int32Array,
  warehouse: Warehouse,
  sql: string,
  words: readonly number[],
  rows: number,
  seen?: (columns: readonly Int32Array[], from: number, more: readonly Int32Array[], count: number) => void,
): Promise<Int32Array[]> {
  let used = 0;
  const columns = words.map((each) => space.subarray(used, (used += rows * each)));
  let at = 0;
  await visitIntegers(warehouse, sql, (parts, count) => {
    for (const [place, each] of words.entries())
      columns[place]?.set(parts[place]?.subarray(0, count * each) ?? [], at * each);
    seen?.(columns, at, parts.slice(words.length), count);
    at += count;
  });
  return columns.map((column, place) => column.subarray(0, at * (words[place] ?? 1)));
}

/** Completes the signatures of values: their letters, where they are short, and their length. */
function signValues(
  signed: Int32Array,
  from: number,
  [length = none, text = none]: readonly Int32Array[],
  count: number,
  ends: boolean,
): void {
  for (let row = 0; row < count; row++) {
    const cell = 2 * (from + row);
    signText(text, textWords * row, ends, signed, cell);
    signed[cell + 1] = withLength(signed[cell + 1] ?? 0, length[row] ?? 0);
  }
}

/** Distinct values of each field that say something; `make` makes the table of a field's values. */
export async function readValues(
  warehouse: Warehouse,
  plan: LinkPlan,
  make: (field: PlannedField) => Promise<void>,
): Promise<FieldValues[]> {
  const values: FieldValues[] = [];
  const words = [1, 2, 2, 2];
  for (const field of plan.fields) {
    await make(field);
    const table = valueTable(plan, field.at);
    const [said] = await warehouse.rows<{ n: number }>(`select count(v)::double as n from ${table}`);
    const rows = said?.n ?? 0;
    const [rank = none, raw = none, form = none, signed = none] = await columnsIn(
      shared(rows * words.reduce((sum, each) => sum + each, 0)),
      warehouse,
      `select rank, h, hash(v), s, n, ${shortTextSql(field)} from ${table} where v is not null`,
      words,
      rows,
      ([, , , signs = none], from, more, count) => {
        signValues(signs, from, more, count, field.sql.ends === true);
      },
    );
    values[field.at] = { rank, raw, form, signed };
  }
  return values;
}

/** Rows as they lie in their table. */
export interface RecordRows {
  /** Hashes of their ids. */
  readonly ids: Words;
  readonly relation: Int32Array;
  /** For each field the hashes of what they hold. */
  readonly cells: readonly Words[];
  /** What all of that lies in, and in which the coded rows have room. */
  readonly space: Int32Array;
  readonly memory: WebAssembly.Memory | undefined;
}

/** Reads the table of rows. */
export async function readRows(
  warehouse: Warehouse,
  plan: LinkPlan,
  records: number,
  threads: LinkThreads,
): Promise<RecordRows> {
  const fields = plan.fields.length;
  // Memory touched for the first time is dear: the rows take the place of what they are made from.
  const memory = records > recordsWithoutKernel || threads.count > 1 ? kernelMemory() : undefined;
  const space = sharedWords(records * Math.max(rowStride(fields), 3 + 2 * fields), memory);
  const [ids = shared(0), relation = shared(0), ...cells] = await columnsIn(
    space,
    warehouse,
    `select hash(id), rel::integer${plan.fields.map(({ at }) => `, c${String(at)}`).join('')} from ${plan.table('row')}`,
    [2, 1, ...plan.fields.map(() => 2)],
    records,
  );
  return { ids, relation, cells, space, memory };
}

/**
 * Records as codes: equal where the normal forms are. Fields that may change places share their codes. Nothing when two
 * values of a field have one hash. `no`: the number of each row. The rows are written over.
 */
export async function codeRecords(
  plan: LinkPlan,
  values: readonly FieldValues[],
  { relation: rel, cells, space, memory }: RecordRows,
  no: Int32Array,
  threads: LinkThreads,
): Promise<CodedRecords | undefined> {
  const [fields, records] = [plan.fields.length, no.length];
  const stride = rowStride(fields);
  const relation = new Uint8Array(new SharedArrayBuffer(records));
  for (let entry = 0; entry < records; entry++) relation[no[entry] ?? 0] = rel[entry] ?? 0;
  const codes = plan.fields.map(() => shared(records));
  const groups = plan.fields
    // Given names come before the surnames they share codes with: a code's signature is of the first, and says what forms it has.
    .filter(({ field, swapsWith }) => swapsWith === undefined || field.kind === 'given_name')
    .map(({ at, swapsWith }) => (swapsWith === undefined ? [at] : [at, swapsWith]))
    .sort((a, b) => size(values, b) - size(values, a));
  const coded = await threads.run('value', { groups, values, no, cells, codes }, groups.length);
  if (coded.some(({ clash }) => clash)) return undefined;
  const ranks: Int32Array[] = [];
  const signed: Int32Array[] = [];
  for (const [place, group] of groups.entries())
    for (const [at, field] of group.entries()) {
      ranks[field] = coded[place]?.ranks[at] ?? shared(1);
      signed[field] = coded[place]?.signed ?? shared(2);
    }
  const rows = space.subarray(0, records * stride);
  const spans = evenSpans(records, threads.count);
  await threads.run('row', { records, fields, codes, rows, stride, signed, spans }, spans.length);
  return {
    records,
    fields,
    codes,
    rows,
    stride,
    relation,
    ranks,
    ...(memory !== undefined && inKernelMemory(space) ? { memory } : {}),
  };
}

const size = (values: readonly FieldValues[], group: readonly number[]): number =>
  group.reduce((sum, field) => sum + (values[field]?.rank.length ?? 0), 0);
