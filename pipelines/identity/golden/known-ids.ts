import type { KnownGoldenIds } from '../../../src/stats/linkage/cluster/golden-ids.ts';
import { integerColumns } from '../../../src/warehouse/bulk-rows.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { identifier, literal } from '../../../src/warehouse/quote.ts';
import { makeScratch, scratchTable } from '../scratch.ts';
import { knownFrom } from './known-columns.ts';
import { numberedIds, readKnown } from './read-known.ts';

const served = 'served_generation';

/**
 * Ids of the generation served before, as the scratch table `identity_known` (id, golden_id) and as numbers. `file` is
 * that generation, read only; without it, or when it is of a build before golden ids, none is known.
 */
export async function knownGoldenIds(
  warehouse: Warehouse,
  records: number,
  file: string | undefined,
): Promise<KnownGoldenIds> {
  await loadServed(warehouse, file);
  const relations = {
    customer: scratchTable('customer'),
    record: scratchTable('served_record'),
    former: scratchTable('served_former'),
    redirect: scratchTable('served_redirect'),
    known: scratchTable('known'),
  };
  await makeScratch(warehouse, 'known', numberedIds(relations));
  return knownFrom(await readKnown((sql) => integerColumns(warehouse, sql), relations, records));
}

async function loadServed(warehouse: Warehouse, file: string | undefined): Promise<void> {
  const empty = async (): Promise<void> => {
    await makeScratch(
      warehouse,
      'served_record',
      `select ''::varchar as customer_id, ''::varchar as golden_id where false`,
    );
    await makeScratch(
      warehouse,
      'served_former',
      `select ''::varchar as customer_id, ''::varchar as golden_id, 0::integer as retired where false`,
    );
    await makeScratch(
      warehouse,
      'served_redirect',
      `select ''::varchar as old_golden_id, ''::varchar as golden_id where false`,
    );
  };
  if (file === undefined) {
    await empty();
    return;
  }
  await warehouse.run(`attach ${literal(file)} as ${identifier(served)} (read_only)`);
  try {
    const [found] = await warehouse.rows<{ n: number }>(
      `select count(*)::integer as n from duckdb_tables() where database_name = $1 and table_name in ('int_customer_identity', 'int_golden_former', 'bridge_golden_redirect')`,
      [served],
    );
    if (found?.n !== 3) {
      await empty();
      return;
    }
    const from = (table: string): string => `${identifier(served)}.main.${table}`;
    await makeScratch(
      warehouse,
      'served_record',
      `select customer_id, golden_id from ${from('int_customer_identity')}`,
    );
    await makeScratch(
      warehouse,
      'served_former',
      `select customer_id, golden_id, retired from ${from('int_golden_former')}`,
    );
    await makeScratch(
      warehouse,
      'served_redirect',
      `select old_golden_id, golden_id from ${from('bridge_golden_redirect')}`,
    );
  } finally {
    await warehouse.run(`detach ${identifier(served)}`);
  }
}
