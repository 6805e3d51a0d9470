import type { Cell, Column } from '../../contract/api/cell.ts';
import type { Query } from '../../contract/query.ts';
import { needsHistory } from '../../metrics/known-part.ts';
import { metricById } from '../../metrics/registry.ts';

export interface ToldUnknown {
  readonly columns: readonly Column[];
  readonly rows: Cell[][];
}

/**
 * [API-19] What is not known in an answer, in columns after all others: since when each metric that takes a history is
 * known, and why, on the rows where a value of it is not. `why` says it of a day in the reader's language. Which columns
 * there are hangs on the question alone.
 */
export const toldUnknown = (
  { metrics, dimensions, filters }: Pick<Query, 'metrics' | 'dimensions' | 'filters'>,
  columns: readonly Column[],
  rows: readonly Cell[][],
  why: (day: string) => string,
): ToldUnknown => {
  const by = [...dimensions, ...filters.map(({ dimension }) => dimension)];
  const told = metrics.filter((metric) => needsHistory(metricById(metric), by));
  const added = told.flatMap((metric): Column[] => [
    { name: `${metric}__known_from`, kind: 'field', type: 'date' },
    { name: `${metric}__note`, kind: 'field', type: 'text' },
  ]);
  const since = (metric: string, row: readonly Cell[]): string | undefined =>
    columns.find(
      (column, at) => column.metric === metric && column.knownFrom !== undefined && row[at] === null,
    )?.knownFrom;
  const cells = (row: readonly Cell[]): Cell[] =>
    told.flatMap((metric) => {
      const day = since(metric, row);
      return day === undefined ? [null, null] : [day, why(day)];
    });
  return { columns: [...columns, ...added], rows: rows.map((row) => [...row, ...cells(row)]) };
};
