import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { columnSql } from './cell-sql.ts';

/** So many distinct values of a column show what it holds. */
const sampled = 2_000;

/** Distinct values of a column of a source, without spaces around them; of many the same sample each time. */
export async function valuesOf(warehouse: Warehouse, source: string, column: string): Promise<string[]> {
  const rows = await warehouse.rows<{ said: string }>(
    `select said from (select distinct ${columnSql(column)} as said from ${source}) where said is not null order by hash(said), said limit ${String(sampled)}`,
  );
  return rows.map(({ said }) => said);
}
