import type { Column } from '../../contract/api/cell.ts';

export interface ShownColumn {
  readonly at: number;
  readonly column: Column;
}

const inner = /(^_)|(_(id|key|no)$)/;

/** The columns a person reads: no technical keys, no lineage marks (those open the source row). */
export const shownColumns = (columns: readonly Column[]): ShownColumn[] =>
  columns
    .map((column, at) => ({ at, column }))
    .filter(({ column }) => column.kind !== 'lineage' && !inner.test(column.name));

/** Where a row came from, when it says so. */
export const lineageOf = (
  columns: readonly Column[],
  row: readonly unknown[],
): { source: string; batch: string; line: number } | undefined => {
  const cell = (name: string) => row[columns.findIndex((column) => column.name === name)];
  const [source, batch, line] = [cell('_source'), cell('_batch'), Number(cell('_line'))];
  return typeof source === 'string' && typeof batch === 'string' && line >= 1
    ? { source, batch, line }
    : undefined;
};
