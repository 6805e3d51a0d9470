import { dateColumns, type DateColumns } from '../../../../src/stats/linkage/columns/date-columns.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { columnSql } from '../read/cell-sql.ts';
import { columnsOf, dateColumn, joinDates, wholeSql } from '../read/join-dates.ts';
import type { LinkRelation } from '../link-plan.ts';
import type { ProfiledColumn } from '../compare/pair-columns.ts';

/** Of so many rows that say one of the three, all are numbers in their ranges. */
const leastDates = 0.9;
const [firstYear, lastYear] = [1850, 2100];

const columnOf = ({ year, month, day }: DateColumns): string => dateColumn(year, month, day);

async function holdsDates(
  warehouse: Warehouse,
  { source }: LinkRelation,
  { year, month, day }: DateColumns,
): Promise<boolean> {
  const between = (column: string, least: number, most: number): string =>
    `coalesce(${wholeSql(column)} between ${String(least)} and ${String(most)}, false)`;
  const all = [between(year, firstYear, lastYear), between(month, 1, 12), between(day, 1, 31)].join(' and ');
  const any = [year, month, day].map((column) => `${columnSql(column)} is not null`).join(' or ');
  const [row] = await warehouse.rows<{ share: number | null }>(
    `select avg((${all})::integer)::double as share from ${source} where ${any}`,
  );
  return (row?.share ?? 0) >= leastDates;
}

/** A relation with its dates joined, and what makes of what is known of its columns what is to be compared. */
export interface DatedRelation {
  readonly relation: LinkRelation;
  readonly profiled: (columns: readonly ProfiledColumn[]) => ProfiledColumn[];
}

const ofPersons = new Set<ProfiledColumn['role']>(['full_name', 'given_name', 'surname']);

/** [LINK-40] The relation with a column for each date that stands in three; the three are not compared by themselves. */
export async function datedRelation(warehouse: Warehouse, relation: LinkRelation): Promise<DatedRelation> {
  const names = await columnsOf(warehouse, relation);
  const dates: DateColumns[] = [];
  for (const date of dateColumns(names)) if (await holdsDates(warehouse, relation, date)) dates.push(date);
  const joined = new Map(dates.map((date) => [columnOf(date), date]));
  const parts = new Set(dates.flatMap(({ year, month, day }) => [year, month, day]));
  const has = new Set(names.map((name) => name.toLowerCase()));
  return {
    relation: joinDates(relation, [...joined.keys()], has),
    profiled: (columns) => {
      const persons = columns.some(({ role, subject }) => subject === 'persons' || ofPersons.has(role));
      const roleOf = (column: ProfiledColumn): ProfiledColumn['role'] => {
        const date = joined.get(column.facts.name);
        if (parts.has(column.facts.name)) return 'ignored';
        if (date === undefined || column.role === 'ignored') return column.role;
        return date.birth || persons ? 'date' : 'event_date';
      };
      return columns.map((column) => ({ ...column, role: roleOf(column) }));
    },
  };
}
