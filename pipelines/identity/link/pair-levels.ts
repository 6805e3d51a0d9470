import { levelSql } from './compare-sql.ts';
import type { LinkPlan, PlannedField } from './link-plan.ts';
import { derivedSql } from './record-sql.ts';

/** Columns that comparing a pair reads; signatures serve bounds, but are the digits of a date. */
const compared = (field: PlannedField): string[] =>
  derivedSql(field).filter((column) => field.sql.dated === true || !column.endsWith(' as s'));

/** One record from normal forms bound as $<first> and on: v0, a0, … as the record table of a run has them. */
function boundRecord(plan: LinkPlan, first: number): string {
  const values = plan.fields.map(({ at }) => `$${String(first + at)}::varchar as v${String(at)}`);
  const columns = plan.fields.flatMap((field) => [
    `v${String(field.at)}`,
    ...compared(field).map(
      (column) => `${column.replaceAll(/(?<![.\w'])v(?![\w(])/g, `v${String(field.at)}`)}${String(field.at)}`,
    ),
  ]);
  return `(select ${columns.join(', ')} from (select ${values.join(', ')}))`;
}

/**
 * The levels g0, g1 … of two records whose normal forms are bound: the left one's fields in their order, then the right one's.
 */
export const pairLevelsSql = (plan: LinkPlan): string =>
  `select ${plan.fields.map((field) => `${levelSql(field, false)}::integer as g${String(field.at)}`).join(', ')}
   from ${boundRecord(plan, 1)} l, ${boundRecord(plan, 1 + plan.fields.length)} r`;
