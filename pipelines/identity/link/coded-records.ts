import { codeBook } from '../../../src/stats/linkage/code-book.ts';
import { valueWords } from '../../../src/stats/linkage/code-span.ts';
import { withLength } from '../../../src/stats/linkage/likeness.ts';
import { evenSpans } from '../../../src/stats/linkage/part-work.ts';
import { rowStride, type RecordFeatures } from '../../../src/stats/linkage/record-features.ts';
import { visitIntegers } from '../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import type { LinkPlan } from './link-plan.ts';
import type { LinkThreads } from './link-threads.ts';

/** Records as integers in memory that threads share, and where the value of a code is. */
export interface CodedRecords extends RecordFeatures {
  /** For each field the rank of a code's value in the table of its values; 0 where the code is another field's. */
  readonly ranks: readonly Int32Array[];
}

export const valueTable = (plan: LinkPlan, at: number): string => plan.table(`value_${String(at)}`);

const shared = (size: number): Int32Array<SharedArrayBuffer> =>
  new Int32Array(new SharedArrayBuffer(4 * size));

/** Reads the records as codes: equal where the normal forms are. Fields that may change places share their codes. */
export async function readRecords(
  warehouse: Warehouse,
  plan: LinkPlan,
  records: number,
  threads: LinkThreads,
): Promise<CodedRecords> {
  const fields = plan.fields.length;
  const codes = shared(records * fields);
  const relation = new Uint8Array(new SharedArrayBuffer(records));
  const columns = plan.fields.map(({ at }) => `, c${String(at)}`).join('');
  await visitIntegers(
    warehouse,
    `select no, rel::integer${columns} from ${plan.table('code')}`,
    ([no, rel, ...ranks], rows) => {
      for (let row = 0; row < rows; row++) relation[no?.[row] ?? 0] = rel?.[row] ?? 0;
      for (let at = 0; at < fields; at++) {
        const own = ranks[at];
        for (let row = 0; row < rows; row++) codes[(no?.[row] ?? 0) * fields + at] = own?.[row] ?? 0;
      }
    },
  );
  const values: Int32Array[] = [];
  const ranks: Int32Array[] = [];
  for (const { at, swapsWith } of plan.fields) {
    if (swapsWith !== undefined && swapsWith < at) continue;
    const book = codeBook();
    for (const field of swapsWith === undefined ? [at] : [at, swapsWith]) {
      const own = await readValues(warehouse, plan, field, book);
      const rankOf = new Int32Array(book.size + 1);
      for (let rank = own.length / valueWords - 1; rank > 0; rank--)
        rankOf[own[rank * valueWords] ?? 0] = rank;
      rankOf[0] = 0;
      values[field] = own;
      ranks[field] = rankOf;
    }
  }
  const stride = rowStride(fields);
  const rows = shared(records * stride);
  const spans = evenSpans(records, threads.count);
  await threads.run('code', { fields, codes, rows, stride, values, spans }, spans.length);
  return { records, fields, codes, rows, stride, relation, ranks };
}

/** By rank of each value: a code of its normal form, 0 where nothing is said, and its signature. */
async function readValues(
  warehouse: Warehouse,
  plan: LinkPlan,
  field: number,
  book: ReturnType<typeof codeBook>,
): Promise<Int32Array> {
  const table = valueTable(plan, field);
  const [most] = await warehouse.rows<{ rank: number }>(
    `select coalesce(max(rank), 0)::integer as rank from ${table}`,
  );
  const values = shared(((most?.rank ?? 0) + 1) * valueWords);
  await visitIntegers(
    warehouse,
    `select rank, hash(v), s, n from ${table} where v is not null`,
    ([rank, key, signed, length], rows) => {
      for (let row = 0; row < rows; row++) {
        const at = (rank?.[row] ?? 0) * valueWords;
        values[at] = book.code(key?.[2 * row] ?? 0, key?.[2 * row + 1] ?? 0);
        values[at + 1] = signed?.[2 * row] ?? 0;
        values[at + 2] = withLength(signed?.[2 * row + 1] ?? 0, length?.[row] ?? 0);
      }
    },
  );
  return values;
}
