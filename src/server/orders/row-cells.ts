import type { Cell } from '../../contract/api/cell.ts';

export type Row = Readonly<Record<string, Cell>>;

/** Reads the cells of one row by name; a cell of another type is none. */
export const rowCells = (row: Row) => {
  const number = (name: string): number | null => {
    const value = row[name];
    return typeof value === 'number' ? value : null;
  };
  return {
    number,
    /** A number that is 0 when it is not there. */
    amount: (name: string): number => number(name) ?? 0,
    text: (name: string): string | null => {
      const value = row[name];
      return typeof value === 'string' ? value : null;
    },
    is: (name: string): boolean => row[name] === true,
  };
};
