import { codeBook } from '../../../src/stats/linkage/code-book.ts';
import { mayBe, signatureWords } from '../../../src/stats/linkage/likeness.ts';
import type { PairList } from '../../../src/stats/linkage/pair-list.ts';
import { integerAppender, visitIntegers } from '../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { valueTable, type CodedRecords } from './coded-records.ts';
import { valueLevelSql } from './compare-sql.ts';
import type { LinkPlan, PlannedField } from './link-plan.ts';

const batch = 65_536;

/** Two values of a field that differ, each pair of values once. */
interface Differing {
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** Level of each pair of ranks. */
async function valueLevels(
  warehouse: Warehouse,
  plan: LinkPlan,
  field: PlannedField,
  { left, right }: Differing,
): Promise<Int8Array> {
  const levels = new Int8Array(left.length);
  const table = plan.scratch('differing');
  await warehouse.run(`create or replace temp table ${table} (i integer, l integer, r integer)`);
  const appender = await integerAppender(warehouse, { name: table, catalog: 'temp' });
  for (let from = 0; from < left.length; from += batch) {
    const size = Math.min(batch, left.length - from);
    const places = new Int32Array(size);
    for (let at = 0; at < size; at++) places[at] = from + at;
    appender.append([places, left.subarray(from, from + size), right.subarray(from, from + size)], size);
  }
  appender.close();
  const values = valueTable(plan, field.at);
  await visitIntegers(
    warehouse,
    `select d.i, (${valueLevelSql(field)})::integer from ${table} d join ${values} l on l.rank = d.l join ${values} r on r.rank = d.r`,
    ([i, level], rows) => {
      for (let row = 0; row < rows; row++) levels[i?.[row] ?? 0] = level?.[row] ?? 0;
    },
  );
  await warehouse.run(`drop table ${table}`);
  return levels;
}

/** Whether given name and surname of the one are surname and given name of the other. */
const swapped = (codes: Int32Array, l: number, r: number, field: number, other: number): boolean =>
  codes[l + field] === codes[r + other] &&
  codes[l + other] === codes[r + field] &&
  codes[l + other] !== 0 &&
  codes[r + other] !== 0;

/** Whether the signatures of two values that differ allow any level above the worst. */
function mayAgree({ sql, best }: PlannedField, words: Int32Array, l: number, r: number): boolean {
  for (let level = 1; level < best; level++) {
    const conditions = sql.possible[level - 1];
    if (conditions === undefined) return true;
    for (let which = 0; which < conditions.length; which++) {
      const condition = conditions[which];
      if (condition !== undefined && mayBe(condition, words, l * signatureWords, r * signatureWords))
        return true;
    }
  }
  return false;
}

/**
 * Compares pairs in all fields: levels row-major, -1 where a value is missing or counted elsewhere. Equal values need no
 * comparison, nor do those whose signatures rule out a likeness; two others are compared once, however many pairs have them.
 */
export async function comparePairs(
  warehouse: Warehouse,
  plan: LinkPlan,
  { codes, fields, ranks, signatures }: CodedRecords,
  { size, left, right }: PairList,
): Promise<Int8Array> {
  const levels = new Int8Array(size * fields).fill(-1);
  for (const field of plan.fields) {
    const { at, best, swapsWith } = field;
    const book = codeBook();
    const rank = ranks[at] ?? new Int32Array();
    const [lefts, rights, pairs, ids]: [number[], number[], number[], number[]] = [[], [], [], []];
    for (let pair = 0; pair < size; pair++) {
      const l = (left[pair] ?? 0) * fields;
      const r = (right[pair] ?? 0) * fields;
      const a = codes[l + at] ?? 0;
      const b = codes[r + at] ?? 0;
      if (a === 0 || b === 0) continue;
      if (a === b) levels[pair * fields + at] = best;
      else if (best === 1) levels[pair * fields + at] = 0;
      else if (swapsWith !== undefined && swapped(codes, l, r, at, swapsWith))
        levels[pair * fields + at] = field.field.kind === 'given_name' ? -1 : best - 1;
      else if (!mayAgree(field, signatures, l + at, r + at)) levels[pair * fields + at] = 0;
      else {
        const id = book.code(a, b);
        if (id > lefts.length) {
          lefts.push(rank[a] ?? 0);
          rights.push(rank[b] ?? 0);
        }
        pairs.push(pair);
        ids.push(id - 1);
      }
    }
    if (lefts.length === 0) continue;
    const found = await valueLevels(warehouse, plan, field, {
      left: Int32Array.from(lefts),
      right: Int32Array.from(rights),
    });
    pairs.forEach((pair, place) => {
      levels[pair * fields + at] = found[ids[place] ?? 0] ?? 0;
    });
  }
  return levels;
}
