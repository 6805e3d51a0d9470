import type { Notebook } from '@observablehq/notebook-kit';
import type { Warehouse } from '../src/warehouse/open.ts';
import { StaleNotebook } from './stale-notebook.ts';

type Cell = Notebook['cells'][number];

/** Most rows that one cell may put into a page. */
const mostRows = 5_000;

const isNumber = (type: string): boolean =>
  /^(DECIMAL|HUGEINT|U?(BIG|SMALL|TINY)?INT(EGER)?|FLOAT|DOUBLE)/.test(type);
const isDay = (type: string): boolean => /^(DATE|TIMESTAMP)/.test(type);

/** Rows as a JavaScript literal: numbers as numbers, days as Date (UTC). */
function rowsLiteral(rows: readonly Record<string, unknown>[], types: ReadonlyMap<string, string>): string {
  const value = (name: string, cell: unknown): string => {
    if (cell === null || cell === undefined) return 'null';
    const type = types.get(name) ?? '';
    if (isNumber(type)) return JSON.stringify(Number(cell));
    if (isDay(type) && typeof cell === 'string') return `new Date(${JSON.stringify(cell.replace(' ', 'T'))})`;
    return JSON.stringify(cell);
  };
  const row = (record: Record<string, unknown>): string =>
    `{${Object.entries(record)
      .map(([name, cell]) => `${JSON.stringify(name)}: ${value(name, cell)}`)
      .join(', ')}}`;
  return `[\n${rows.map(row).join(',\n')}\n]`;
}

async function dataCell(cell: Cell, notebook: Notebook, warehouse: Warehouse): Promise<Cell> {
  const columns = await warehouse.rows<{ column_name: string; column_type: string }>(
    `describe ${cell.value}`,
  );
  const rows = await warehouse.rows(cell.value);
  if (rows.length > mostRows)
    throw new StaleNotebook(
      notebook.title,
      cell.id,
      `${rows.length} rows are too many for a page (at most ${mostRows}); aggregate in SQL`,
    );
  if (rows.length === 0) throw new StaleNotebook(notebook.title, cell.id, 'the query gave no row');
  const literal = rowsLiteral(
    rows,
    new Map(columns.map((column) => [column.column_name, column.column_type])),
  );
  return { ...cell, mode: 'js', value: cell.hidden ? literal : `Inputs.table(${literal})` };
}

/** `database="expect"`: one row of boolean columns, each named for what must be true. */
async function expectationCell(cell: Cell, notebook: Notebook, warehouse: Warehouse): Promise<Cell> {
  const [row] = await warehouse.rows(cell.value);
  const expectations = Object.entries(row ?? {});
  const broken = expectations
    .filter(([, holds]) => holds !== true)
    .map(([name, holds]) => `${name} (${String(holds)})`);
  if (expectations.length === 0)
    throw new StaleNotebook(notebook.title, cell.id, 'the expectation gave no row');
  if (broken.length > 0)
    throw new StaleNotebook(notebook.title, cell.id, `no longer true: ${broken.join('; ')}`);
  return {
    ...cell,
    mode: 'md',
    value: expectations.map(([name]) => `- ✓ ${name.replaceAll('_', ' ')}`).join('\n'),
  };
}

/**
 * Runs the SQL cells of a notebook on a published generation while it is built, so that the page holds its data and
 * asks nobody. A cell with an `output` and `hidden` is a value for other cells; otherwise it shows a table.
 * Throws StaleNotebook, which fails the build.
 */
export async function warehouseCells(notebook: Notebook, warehouse: Warehouse): Promise<Notebook> {
  const cells: Cell[] = [];
  for (const cell of notebook.cells) {
    if (cell.mode !== 'sql') cells.push(cell);
    else
      try {
        const run = cell.database === 'expect' ? expectationCell : dataCell;
        cells.push(await run(cell, notebook, warehouse));
      } catch (error) {
        if (error instanceof StaleNotebook) throw error;
        throw new StaleNotebook(
          notebook.title,
          cell.id,
          error instanceof Error ? error.message : String(error),
          { cause: error },
        );
      }
  }
  return { ...notebook, cells };
}
