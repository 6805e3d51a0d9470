import type { Column } from '../../contract/api/cell.ts';
import type { BatchResponse, QueryResult } from '../../contract/api/query.ts';
import { ApiError } from './api-error.ts';

export type Part = { readonly result: QueryResult } | { readonly error: ApiError } | undefined;

/** One named answer of a batch: its result, its own failure, or `undefined` while it has not come. */
export const partOf = (batch: BatchResponse | undefined, name: string): Part => {
  const part = batch?.results[name];
  if (!part) return undefined;
  if ('error' in part) return { error: new ApiError(part.error.code, 0, part.error.details, part.error.id) };
  return { result: part };
};

/** The values of one column, top to bottom, as numbers; anything else is `null`. */
export const numbersOf = (result: QueryResult, column: string): (number | null)[] => {
  const at = result.columns.findIndex((each) => each.name === column);
  return result.rows.map((row) => {
    const cell = at < 0 ? null : row[at];
    return typeof cell === 'number' ? cell : null;
  });
};

/** The values of one column as text; NULL stays `null`. */
export const textsOf = (result: QueryResult, column: string): (string | null)[] => {
  const at = result.columns.findIndex((each) => each.name === column);
  return result.rows.map((row) => {
    const cell = at < 0 ? null : (row[at] ?? null);
    return cell === null ? null : String(cell);
  });
};

/** What an answer says of one column; `undefined` when it has none of that name. */
export const columnOf = (part: Part, name: string): Column | undefined =>
  part && 'result' in part ? part.result.columns.find((column) => column.name === name) : undefined;
