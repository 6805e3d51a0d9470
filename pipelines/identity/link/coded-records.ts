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
  const signatures: Int32Array[] = plan.fields.map(() => new Int32Array());
  const ranks: Int32Array[] = plan.fields.map(() => new Int32Array());
  for (const { at, swapsWith } of plan.fields) {
    if (swapsWith !== undefined && swapsWith < at) continue;
    const group = swapsWith === undefined ? [at] : [at, swapsWith];
    const book = codeBook();
    const values = [];
    for (const field of group) values.push(await readValues(warehouse, plan, field, book));
    const number = new Int32Array(book.size + 1);
    let known = 0;
    for (let record = 0; record < records; record++)
      for (const [place, field] of group.entries()) {
        const cell = record * fields + field;
        const met = values[place]?.code[codes[cell] ?? 0] ?? 0;
        if (met === 0) codes[cell] = 0;
        else codes[cell] = number[met] ||= ++known;
      }
    for (const [place, field] of group.entries()) {
      const { code, words } = values[place] ?? { code: new Int32Array(), words: new Int32Array() };
      const signed = new Int32Array((known + 1) * signatureWords);
      const rankOf = new Int32Array(known + 1);
      for (let rank = 1; rank < code.length; rank++) {
        const own = number[code[rank] ?? 0] ?? 0;
        if (own === 0 || rankOf[own] !== 0) continue;
        rankOf[own] = rank;
        for (let word = 0; word < signatureWords; word++)
          signed[own * signatureWords + word] = words[rank * signatureWords + word] ?? 0;
      }
      signatures[field] = signed;
      ranks[field] = rankOf;
    }
  }
  return { records, fields, codes, signatures, relation, ranks };
}

/** By rank the code of each value's normal form, 0 where nothing is said, and its signature. */
async function readValues(
  warehouse: Warehouse,
  plan: LinkPlan,
  field: number,
  book: ReturnType<typeof codeBook>,
): Promise<{ code: Int32Array; words: Int32Array }> {
  let code = new Int32Array(1_024);
  let words = new Int32Array(1_024 * signatureWords);
  let most = 0;
  await visitIntegers(
    warehouse,
    `select rank, hash(v), s, n from ${valueTable(plan, field)} where v is not null`,
    ([rank, key, signed, length], rows) => {
      for (let row = 0; row < rows; row++) {
        const at = rank?.[row] ?? 0;
        if (at >= code.length) {
          const size = Math.max(2 * code.length, at + 1);
          code = wider(code, size);
          words = wider(words, size * signatureWords);
        }
        most = Math.max(most, at);
        code[at] = book.code(key?.[2 * row] ?? 0, key?.[2 * row + 1] ?? 0);
        words[at * signatureWords] = signed?.[2 * row] ?? 0;
        words[at * signatureWords + 1] = signed?.[2 * row + 1] ?? 0;
        words[at * signatureWords + 2] = length?.[row] ?? 0;
      }
    },
  );
  return { code: code.subarray(0, most + 1), words: words.subarray(0, (most + 1) * signatureWords) };
}
