import type { PatternCounts } from '../../../src/stats/linkage/estimate.ts';
import { integerColumns } from '../../../src/warehouse/bulk-rows.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { levelSql } from './compare-sql.ts';
import type { LinkPlan } from './link-plan.ts';

/** Compares all fields of pairs (`l`, `r`): the select list g0, g1 … with its joins. */
export const comparedSql = (plan: LinkPlan, pairs: string, more = ''): string =>
  `select p.l, p.r${more}${plan.fields.map((field) => `, ${levelSql(field)} as g${String(field.at)}`).join('')}
   from ${pairs} p join ${plan.table('record')} l on l.no = p.l join ${plan.table('record')} r on r.no = p.r`;

/** The patterns of levels that pairs show and how many show each, in the order of the patterns. */
export async function countPatterns(
  warehouse: Warehouse,
  plan: LinkPlan,
  pairs: string,
  scale: number,
): Promise<PatternCounts> {
  const levels = plan.fields.map(({ at }) => `g${String(at)}`);
  const columns = await integerColumns(
    warehouse,
    `select ${levels.map((level) => `${level}::integer`).join(', ')}, count(*)::integer from (${comparedSql(plan, pairs)}) group by ${levels.join(', ')} order by ${levels.join(', ')}`,
  );
  const count = columns.at(-1) ?? new Int32Array();
  const grid = new Int8Array(count.length * levels.length);
  levels.forEach((_, field) =>
    columns[field]?.forEach((level, row) => (grid[row * levels.length + field] = level)),
  );
  return { levels: grid, counts: Float64Array.from(count, (n) => n * scale) };
}
