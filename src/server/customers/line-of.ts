import type { Cell } from '../../contract/api/cell.ts';

/** Where a row came from, as /api/lineage/row wants it; NULL when the row does not say. */
export const lineOf = (
  row: Readonly<Record<string, Cell>>,
): { source: string; batch: string; line: number } | null => {
  const { _source: source, _batch: batch, _line: line } = row;
  return typeof source === 'string' && typeof batch === 'string' && typeof line === 'number'
    ? { source, batch, line }
    : null;
};
