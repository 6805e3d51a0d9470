import { levelSql } from './compare-sql.ts';
import type { PlannedField } from './link-plan.ts';
import { formsOfOneSql } from './name-forms-sql.ts';
import { derivedSql } from './record-sql.ts';

/** Columns that comparing a pair reads; signatures serve bounds, but are the digits of a date. */
const compared = (field: PlannedField): string[] => [
  ...derivedSql(field).filter((column) => field.sql.dated === true || !column.endsWith(' as s')),
  ...(field.sql.forms === undefined ? [] : [`${formsOfOneSql(field.sql.forms)} as k`]),
];

/** One record from normal forms bound as $<first> and on: v0, a0, … as the record table of a run has them. */
function boundRecord(fields: readonly PlannedField[], first: number): string {
  const values = fields.map(({ at }, place) => `$${String(first + place)}::varchar as v${String(at)}`);
  const columns = fields.flatMap((field) => [
    `v${String(field.at)}`,
    ...compared(field).map(
      (column) => `${column.replaceAll(/(?<![.\w'])v(?![\w(])/g, `v${String(field.at)}`)}${String(field.at)}`,
    ),
  ]);
  return `(select ${columns.join(', ')} from (select ${values.join(', ')}))`;
}

/** The levels g<at> of two records in these fields, whose normal forms are bound: the left one's, then the right one's. */
export const pairLevelsSql = (fields: readonly PlannedField[]): string =>
  `select ${fields.map((field) => `${levelSql(field)}::integer as g${String(field.at)}`).join(', ')}
   from ${boundRecord(fields, 1)} l, ${boundRecord(fields, 1 + fields.length)} r`;
