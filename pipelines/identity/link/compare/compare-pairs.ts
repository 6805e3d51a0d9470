import type { ComparedField } from '../../../../src/stats/linkage/compare/find-levels.ts';
import type { Kernel } from '../../../../src/stats/linkage/kernel/kernel-memory.ts';
import { mostAsked } from '../../../../src/stats/linkage/kernel/level-code.ts';
import { cellsAt, type PairList } from '../../../../src/stats/linkage/block/pair-list.ts';
import { evenSpans } from '../../../../src/stats/linkage/code/part-work.ts';
import { integerAppender, visitIntegers } from '../../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { valueTable, type CodedRecords } from '../records/coded-records.ts';
import { compileLevels } from './compile-kernels.ts';
import { valueLevelSql } from './compare-sql.ts';
import type { LinkPlan, PlannedField } from '../link-plan.ts';
import type { LinkThreads } from '../link-threads.ts';

const batch = 65_536;

/** Values of a field by their ranks, two and two. */
interface ValuePairs {
  readonly field: PlannedField;
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** Level of each pair of values, of all lists one after the other: asked at once, so that fields are compared beside each other. */
async function valueLevels(
  warehouse: Warehouse,
  plan: LinkPlan,
  lists: readonly ValuePairs[],
): Promise<Int8Array> {
  const levels = new Int8Array(lists.reduce((sum, { left }) => sum + left.length, 0));
  if (levels.length === 0) return levels;
  const table = plan.scratch('differing');
  await warehouse.run(`create or replace temp table ${table} (f integer, i integer, l integer, r integer)`);
  const appender = await integerAppender(warehouse, { name: table, catalog: 'temp' });
  let written = 0;
  for (const { field, left, right } of lists)
    for (let from = 0; from < left.length; from += batch) {
      const size = Math.min(batch, left.length - from);
      const places = new Int32Array(size);
      for (let at = 0; at < size; at++) places[at] = written + at;
      const of = new Int32Array(size).fill(field.at);
      appender.append(
        [of, places, left.subarray(from, from + size), right.subarray(from, from + size)],
        size,
      );
      written += size;
    }
  appender.close();
  const selects = [...new Set(lists.map(({ field }) => field))].map((field) => {
    const values = valueTable(plan, field.at);
    return `select d.i, (${valueLevelSql(field)})::integer as level from ${table} d join ${values} l on l.rank = d.l join ${values} r on r.rank = d.r where d.f = ${String(field.at)}`;
  });
  await visitIntegers(warehouse, selects.join(' union all '), ([i, level], rows) => {
    for (let row = 0; row < rows; row++) levels[i?.[row] ?? 0] = level?.[row] ?? 0;
  });
  await warehouse.run(`drop table ${table}`);
  return levels;
}

/** How a field's values compare; one that may have changed places with another is counted in the surname. */
export const comparedField = ({ best, sql, swapsWith, field }: PlannedField): ComparedField => ({
  best,
  possible: sql.possible,
  swap: swapsWith === undefined ? undefined : { with: swapsWith, counted: field.kind === 'surname' },
});

/** What the fields ask for, compiled; nothing where the rows are not in memory that kernels can read. */
async function kernelOf(
  compared: readonly ComparedField[],
  { memory, fields, stride }: CodedRecords,
): Promise<Kernel | undefined> {
  if (memory === undefined || fields > mostAsked) return undefined;
  return { module: await compileLevels(compared, { fields, stride }), memory };
}

/**
 * Compares pairs in all fields: levels row-major, -1 where a value is missing or counted elsewhere. Values that differ and may
 * be alike are compared in the database, two that many pairs have but once for each thread.
 */
export async function comparePairs(
  warehouse: Warehouse,
  plan: LinkPlan,
  features: CodedRecords,
  { size, left, right }: Pick<PairList, 'size' | 'left' | 'right'>,
  threads: LinkThreads,
): Promise<Int8Array> {
  const { rows, stride, fields } = features;
  const levels = new Int8Array(new SharedArrayBuffer(size * fields));
  const spans = evenSpans(size, threads.count);
  const compared = plan.fields.map(comparedField);
  const kernel = await kernelOf(compared, features);
  const found = await threads.run(
    'compare',
    {
      features: { rows, stride, fields },
      pairs: { left, right },
      fields: compared,
      levels,
      spans,
      ...(kernel === undefined ? {} : { kernel }),
    },
    spans.length,
  );
  const lists = plan.fields.flatMap((field) => {
    const rank = features.ranks[field.at] ?? new Int32Array();
    return found
      .flatMap((span) => span[field.at] ?? [])
      .filter(({ pair }) => pair.length > 0)
      .map((each) => ({ ...each, field, left: cellsAt(rank, each.left), right: cellsAt(rank, each.right) }));
  });
  const known = await valueLevels(warehouse, plan, lists);
  let first = 0;
  for (const { field, left, pair, values } of lists) {
    for (let place = 0; place < pair.length; place++)
      levels[(pair[place] ?? 0) * fields + field.at] = known[first + (values[place] ?? 0)] ?? 0;
    first += left.length;
  }
  return levels;
}
