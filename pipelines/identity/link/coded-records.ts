import { codeBook } from '../../../src/stats/linkage/code-book.ts';
import { signatureWords } from '../../../src/stats/linkage/likeness.ts';
import type { RecordFeatures } from '../../../src/stats/linkage/record-features.ts';
import { visitIntegers } from '../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import type { LinkPlan } from './link-plan.ts';

/** Records as integers, and where the value of a code is. */
export interface CodedRecords extends RecordFeatures {
  /** For each field the rank of a code's value in the table of its values; 0 where the code is another field's. */
  readonly ranks: readonly Int32Array[];
}

export const valueTable = (plan: LinkPlan, at: number): string => plan.table(`value_${String(at)}`);

const wider = (array: Int32Array, size: number): Int32Array<ArrayBuffer> => {
  const grown = new Int32Array(size);
  grown.set(array.subarray(0, Math.min(array.length, size)));
  return grown;
};

/**
 * Reads the records as codes: equal where the normal forms are, numbered by the first record that has them, so that nothing
 * depends on the order of values. Fields that may change places share their codes.
 */
export async function readRecords(
  warehouse: Warehouse,
  plan: LinkPlan,
  records: number,
): Promise<CodedRecords> {
  const fields = plan.fields.length;
  const codes = new Int32Array(records * fields);
  const relation = new Uint8Array(records);
  const columns = plan.fields.map(({ at }) => `, c${String(at)}`).join('');
  await visitIntegers(
    warehouse,
    `select no, rel::integer${columns} from ${plan.table('code')}`,
    ([no, rel, ...ranks], rows) => {
      for (let row = 0; row < rows; row++) {
        const record = no?.[row] ?? 0;
        relation[record] = rel?.[row] ?? 0;
        for (let at = 0; at < fields; at++) codes[record * fields + at] = ranks[at]?.[row] ?? 0;
      }
    },
  );
  const signatures = new Int32Array(records * fields * signatureWords);
  const ranks: Int32Array[] = plan.fields.map(() => new Int32Array());
  for (const { at, swapsWith } of plan.fields) {
    if (swapsWith !== undefined && swapsWith < at) continue;
    const group = swapsWith === undefined ? [at] : [at, swapsWith];
    const book = codeBook();
    const values: Int32Array[] = [];
    for (const field of group) values.push(await readValues(warehouse, plan, field, book));
    const number = new Int32Array(book.size + 1);
    const rankOf = group.map(() => new Int32Array(book.size + 1));
    let known = 0;
    for (let record = 0; record < records; record++)
      for (let place = 0; place < group.length; place++) {
        const cell = record * fields + (group[place] ?? 0);
        const rank = codes[cell] ?? 0;
        const of = values[place];
        const own = rankOf[place];
        const value = rank * valueWords;
        const met = of?.[value] ?? 0;
        if (of === undefined || own === undefined || met === 0) {
          codes[cell] = 0;
          continue;
        }
        const code = (number[met] ||= ++known);
        codes[cell] = code;
        own[code] ||= rank;
        const word = cell * signatureWords;
        signatures[word] = of[value + 1] ?? 0;
        signatures[word + 1] = of[value + 2] ?? 0;
        signatures[word + 2] = of[value + 3] ?? 0;
      }
    for (const [place, field] of group.entries())
      ranks[field] = (rankOf[place] ?? new Int32Array()).slice(0, known + 1);
  }
  return { records, fields, codes, signatures, relation, ranks };
}

/** Code and signature. */
const valueWords = 1 + signatureWords;

/** By rank of each value: a code of its normal form, 0 where nothing is said, and its signature. */
async function readValues(
  warehouse: Warehouse,
  plan: LinkPlan,
  field: number,
  book: ReturnType<typeof codeBook>,
): Promise<Int32Array> {
  let values = new Int32Array(1_024 * valueWords);
  await visitIntegers(
    warehouse,
    `select rank, hash(v), s, n from ${valueTable(plan, field)} where v is not null`,
    ([rank, key, signed, length], rows) => {
      for (let row = 0; row < rows; row++) {
        const at = (rank?.[row] ?? 0) * valueWords;
        if (at >= values.length) values = wider(values, Math.max(2 * values.length, at + valueWords));
        values[at] = book.code(key?.[2 * row] ?? 0, key?.[2 * row + 1] ?? 0);
        values[at + 1] = signed?.[2 * row] ?? 0;
        values[at + 2] = signed?.[2 * row + 1] ?? 0;
        values[at + 3] = length?.[row] ?? 0;
      }
    },
  );
  return values;
}
