import type { Cell } from '../../contract/api/cell.ts';

/** Engine values as the column promises them: numbers as numbers (decimals arrive as text), everything else as it is. */
export function typedCells(
  columns: readonly { readonly type: string }[],
  rows: readonly (readonly Cell[])[],
): Cell[][] {
  const numeric = columns.map(({ type }) => type === 'number' || type === 'integer');
  return rows.map((row) =>
    row.map((cell, at) => (numeric[at] === true && typeof cell === 'string' ? Number(cell) : cell)),
  );
}
