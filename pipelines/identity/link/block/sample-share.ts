import type { Warehouse } from '../../../../src/warehouse/open.ts';

/** About so many rows of a table show what it holds. */
const sampled = 20_000;

/** Of a source one row in so many is to be looked at: 1 where it is short. */
export async function sampleShare(warehouse: Warehouse, source: string): Promise<number> {
  const [size] = await warehouse.rows<{ n: number }>(`select count(*)::double as n from ${source}`);
  return Math.max(1, Math.ceil((size?.n ?? 0) / sampled));
}
