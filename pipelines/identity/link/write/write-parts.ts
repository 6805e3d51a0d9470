import { appendRows, type Cell } from '../../../../src/warehouse/bulk-rows.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { identifier } from '../../../../src/warehouse/quote.ts';

/** How values are taken apart: so many parts, in order. */
export interface Splitting {
  readonly parts: readonly unknown[];
  readonly split: (value: string) => readonly (string | null)[];
}

/** Distinct values of a column and their parts, p0, p1 … */
export async function writeParts(
  warehouse: Warehouse,
  table: string,
  source: string,
  column: string,
  splitting: Splitting,
): Promise<void> {
  const values = await warehouse.rows<{ raw: string }>(
    `select distinct trim(cast(${identifier(column)} as varchar)) as raw from ${source} where trim(cast(${identifier(column)} as varchar)) <> '' order by 1`,
  );
  await writePartsOf(
    warehouse,
    table,
    values.map(({ raw }) => raw),
    splitting,
  );
}

/** Values, each once and without spaces around it, and their parts, p0, p1 … */
export async function writePartsOf(
  warehouse: Warehouse,
  table: string,
  values: readonly string[],
  { parts, split }: Splitting,
): Promise<void> {
  await warehouse.run(
    `create or replace table ${table} (raw varchar, ${parts.map((_, at) => `p${String(at)} varchar`).join(', ')})`,
  );
  await appendRows(
    warehouse,
    { name: table },
    values.map((raw): Cell[] => [raw, ...split(raw)]),
  );
}
