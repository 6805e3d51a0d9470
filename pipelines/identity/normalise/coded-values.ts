import { appendRows, type Cell } from '../../../src/warehouse/bulk-rows.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { identifier } from '../../../src/warehouse/quote.ts';
import { makeScratch, scratchTable, scratchTarget } from '../scratch.ts';

/**
 * Brings each distinct value of a SELECT of `raw` and `context` (may be NULL) to normal form, once, whatever the number of
 * records that have it: the scratch table `identity_value_<name>` of raw, context and the columns named.
 */
export async function codedValues(
  warehouse: Warehouse,
  name: string,
  select: string,
  columns: readonly string[],
  code: (raw: string, context: string | undefined) => readonly (string | boolean | undefined)[],
): Promise<string> {
  const table = `value_${name}`;
  const values = await warehouse.rows<{ raw: string; context: string | null }>(
    `select distinct raw, context from (${select}) where raw is not null order by raw, context`,
  );
  await makeScratch(
    warehouse,
    table,
    `select ''::varchar as raw, ''::varchar as context, ${columns.map((column) => `''::varchar as ${identifier(column)}`).join(', ')} where false`,
  );
  await appendRows(
    warehouse,
    scratchTarget(table),
    values.map(({ raw, context }): Cell[] => [
      raw,
      context,
      ...code(raw, context ?? undefined).map((cell) => (cell === undefined ? null : String(cell))),
    ]),
  );
  return scratchTable(table);
}
