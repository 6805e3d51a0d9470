import type { Cell } from '../../contract/api/cell.ts';
import type { Bound, ServingLease } from './serving.ts';

/** Rows as objects, for the small tables of the load's own books. */
export async function records<T extends Record<string, Cell | Cell[]>>(
  lease: Pick<ServingLease, 'rows'>,
  sql: string,
  parameters?: Bound,
): Promise<T[]> {
  const { columns, rows } = await lease.rows(sql, parameters);
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at] ?? null])) as T);
}
