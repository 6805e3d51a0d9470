import { codeBook } from '../../../src/stats/linkage/code-book.ts';
import { signatureWords } from '../../../src/stats/linkage/likeness.ts';
import type { RecordFeatures } from '../../../src/stats/linkage/record-features.ts';
import { visitIntegers } from '../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import type { LinkPlan } from './link-plan.ts';

/** The record table as integers: what bounding a pair takes, a row of cells for each record number. */
export async function readFeatures(
  warehouse: Warehouse,
  plan: LinkPlan,
  records: number,
): Promise<RecordFeatures> {
  const fields = plan.fields.length;
  const codes = new Int32Array(records * fields);
  const signatures = new Int32Array(records * fields * signatureWords);
  const relation = new Uint8Array(records);
  const table = plan.table('record');
  await visitIntegers(warehouse, `select no, rel::integer from ${table}`, ([no, rel], rows) => {
    for (let row = 0; row < rows; row++) relation[no?.[row] ?? 0] = rel?.[row] ?? 0;
  });
  const books = plan.fields.map(() => codeBook());
  for (const { at, swapsWith } of plan.fields) {
    const book = books[Math.min(at, swapsWith ?? at)] ?? codeBook();
    const v = `v${String(at)}`;
    await visitIntegers(
      warehouse,
      `select no, hash(${v}), s${String(at)}, n${String(at)} from ${table} where ${v} is not null`,
      ([no, key, signed, length], rows) => {
        for (let row = 0; row < rows; row++) {
          const cell = (no?.[row] ?? 0) * fields + at;
          codes[cell] = book.code(key?.[2 * row] ?? 0, key?.[2 * row + 1] ?? 0);
          const word = cell * signatureWords;
          signatures[word] = signed?.[2 * row] ?? 0;
          signatures[word + 1] = signed?.[2 * row + 1] ?? 0;
          signatures[word + 2] = length?.[row] ?? 0;
        }
      },
    );
    if (swapsWith === undefined || swapsWith < at) books[Math.min(at, swapsWith ?? at)] = codeBook();
  }
  return { records, fields, codes, signatures, relation };
}
