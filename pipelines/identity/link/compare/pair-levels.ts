import { levelSql } from './compare-sql.ts';
import type { PlannedField } from '../link-plan.ts';
import { formsOfOneSql } from '../kinds/name-forms-sql.ts';
import { derivedSql } from '../records/record-sql.ts';
import { boundWords } from '../records/word-weights.ts';

/** Columns that comparing a pair reads; signatures serve bounds, but are the digits of a date. */
const compared = (field: PlannedField): string[] => [
  ...derivedSql(field).filter((column) => field.sql.dated === true || !column.endsWith(' as s')),
  ...(field.sql.forms === undefined ? [] : [`${formsOfOneSql(field.sql.forms)} as k`]),
];

/** Whether the words of its values are weighed: their codes are bound, too, since the lists say what they weigh. */
export const isWeighed = ({ weighedBy }: PlannedField): boolean => weighedBy !== undefined;

/** One record from normal forms bound as $<first> and on, and codes of words as $<words> and on: v0, a0, … as the record table of a run has them. */
function boundRecord(fields: readonly PlannedField[], first: number, words: number): string {
  const values = fields.map(({ at }, place) => `$${String(first + place)}::varchar as v${String(at)}`);
  const columns = fields.flatMap((field) => [
    `v${String(field.at)}`,
    ...compared(field).map(
      (column) => `${column.replaceAll(/(?<![.\w'])v(?![\w(])/g, `v${String(field.at)}`)}${String(field.at)}`,
    ),
  ]);
  columns.push(...fields.filter(isWeighed).flatMap((field, place) => boundWords(field, words + place)));
  return `(select ${columns.join(', ')} from (select ${values.join(', ')}))`;
}

/**
 * The levels g<at> of two records in these fields, whose normal forms are bound: the left one's, then the right one's; then of the
 * fields whose words are weighed their codes as JSON, in the same order.
 */
export function pairLevelsSql(fields: readonly PlannedField[]): string {
  const words = 1 + 2 * fields.length;
  const weighed = fields.filter(isWeighed).length;
  return `select ${fields.map((field) => `${levelSql(field)}::integer as g${String(field.at)}`).join(', ')}
   from ${boundRecord(fields, 1, words)} l, ${boundRecord(fields, 1 + fields.length, words + weighed)} r`;
}
