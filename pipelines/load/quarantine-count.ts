import type { Warehouse } from '../../src/warehouse/open.ts';

/** [LOAD-43] Rows in quarantine; of these, how many only because a reference of theirs leads nowhere. */
export interface QuarantineCount {
  readonly rows: number;
  readonly orphans: number;
}

/** Counts etl_quarantine of a warehouse in which the lake is resolved: what the page lists, and nothing else. */
export async function quarantineCount(warehouse: Warehouse): Promise<QuarantineCount> {
  const [count] = await warehouse.rows<{ rows: number; orphans: number }>(
    `select count(*)::double as rows, count(*) filter (rule = 'orphan_reference')::double as orphans from main.etl_quarantine`,
  );
  return { rows: count?.rows ?? 0, orphans: count?.orphans ?? 0 };
}
