import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { identifier } from '../../../../src/warehouse/quote.ts';
import { columnSql } from './cell-sql.ts';
import type { LinkRelation } from '../link-plan.ts';
import { columnOf, type LinkSettings } from '../link-settings.ts';

/** Between the columns of a year, a month and a day, as a field names them. */
const between = ' + ';

/** How a field names the columns of a year, a month and a day that are one date: `birth_year + birth_month + birth_day`. */
export const dateColumn = (...parts: readonly [year: string, month: string, day: string]): string =>
  parts.join(between);

/** The columns that a name joins, of those that a relation has; undefined where it is one of them, or joins none. */
export function joinedColumns(
  name: string,
  has: ReadonlySet<string>,
): readonly [year: string, month: string, day: string] | undefined {
  if (has.has(name.toLowerCase())) return undefined;
  const [year, month, day, ...more] = name.split(between);
  if (year === undefined || month === undefined || day === undefined || more.length > 0) return undefined;
  return [year, month, day].every((each) => has.has(each.toLowerCase())) ? [year, month, day] : undefined;
}

/** A whole number of a cell, without what a table of amounts writes behind it (`1978.0`). */
export const wholeSql = (column: string): string =>
  `try_cast(regexp_replace(${columnSql(column)}, '\\.0+$', '') as integer)`;

/** The relation with columns of dates beside those of their years, months and days; none where one of the three says no number. */
export function joinDates(
  { name, source }: LinkRelation,
  dates: readonly string[],
  has: ReadonlySet<string>,
): LinkRelation {
  const cells = [...new Set(dates)].flatMap((column) => {
    const parts = joinedColumns(column, has);
    if (parts === undefined) return [];
    const [year, month, day] = parts.map(wholeSql);
    return [`printf('%04d-%02d-%02d', ${year ?? ''}, ${month ?? ''}, ${day ?? ''}) as ${identifier(column)}`];
  });
  return cells.length === 0
    ? { name, source }
    : { name, source: `(select *, ${cells.join(', ')} from ${source})` };
}

/** The columns of a relation, in small letters. */
export const columnsOf = async (warehouse: Warehouse, { source }: LinkRelation): Promise<string[]> =>
  (await warehouse.rows<{ column_name: string }>(`describe select * from ${source}`)).map(
    (column) => column.column_name,
  );

/** [LINK-40] The relations with the dates that fields of settings name by three columns. */
export async function withDates(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  { fields }: Pick<LinkSettings, 'fields'>,
): Promise<LinkRelation[]> {
  const dated: LinkRelation[] = [];
  for (const relation of relations) {
    const has = new Set((await columnsOf(warehouse, relation)).map((column) => column.toLowerCase()));
    const dates = fields.flatMap((field) =>
      field.kind === 'date' || field.kind === 'event_date' ? (columnOf(field, relation.name) ?? []) : [],
    );
    dated.push(joinDates(relation, dates, has));
  }
  return dated;
}
