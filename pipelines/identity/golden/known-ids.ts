import type { KnownGoldenIds } from '../../../src/stats/linkage/golden-ids.ts';
import { integerColumns } from '../../../src/warehouse/bulk-rows.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { identifier, literal } from '../../../src/warehouse/quote.ts';
import { makeScratch, scratchTable } from '../scratch.ts';

/** SQL of the id minted from a record's id; `attempt` tells apart ids minted from one record. */
export const mintedId = (recordId: string, attempt: string): string =>
  `'gc_' || left(sha256('customer|' || ${recordId} || case when ${attempt} = 1 then '' else '#' || ${attempt} end), 16)`;

/** Ids minted from one record that are looked for among the known ones. */
const attempts = 4;

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
  await makeScratch(
    warehouse,
    'known',
    `select cast(row_number() over (order by golden_id) - 1 as integer) as id, golden_id from (
      select golden_id from ${scratchTable('served_record')} union select golden_id from ${scratchTable('served_former')}
      union select old_golden_id from ${scratchTable('served_redirect')}
    )`,
  );
  const known = scratchTable('known');
  const customer = scratchTable('customer');
  const [counts] = await warehouse.rows<{ n: number }>(`select count(*)::double as n from ${known}`);
  const count = counts?.n ?? 0;
  const previous = new Int32Array(records).fill(-1);
  const redirect = new Int32Array(count).fill(-1);
  const retired = new Int32Array(count).fill(-1);
  const minted = new Map<number, number>();
  if (count === 0)
    return {
      count,
      previous,
      redirect,
      retired,
      formerId: new Int32Array(),
      formerRecord: new Int32Array(),
      minted: () => -1,
    };
  const pairs = async (sql: string): Promise<[Int32Array, Int32Array]> => {
    const [a = new Int32Array(), b = new Int32Array()] = await integerColumns(warehouse, sql);
    return [a, b];
  };
  const [records0, ids] = await pairs(
    `select n, id from ${scratchTable('served_record')} join ${customer} using (customer_id) join ${known} using (golden_id)`,
  );
  records0.forEach((record, at) => (previous[record] = ids[at] ?? -1));
  const [formerId, formerRecord] = await pairs(
    `select id, n from ${scratchTable('served_former')} join ${customer} using (customer_id) join ${known} using (golden_id) order by id, n`,
  );
  const [gone, when] = await pairs(
    `select distinct id, retired from ${scratchTable('served_former')} join ${known} using (golden_id)`,
  );
  gone.forEach((id, at) => (retired[id] = when[at] ?? -1));
  const [from, to] = await pairs(
    `select a.id, b.id from ${scratchTable('served_redirect')} r join ${known} a on a.golden_id = r.old_golden_id join ${known} b on b.golden_id = r.golden_id`,
  );
  from.forEach((id, at) => (redirect[id] = to[at] ?? -1));
  const [mintedFrom, mintedId0] = await pairs(
    `select cast(n * ${attempts} + attempt - 1 as integer), id from (
      select n, attempt::integer as attempt, ${mintedId('customer_id', 'attempt')} as golden_id
      from ${customer} cross join range(1, ${attempts + 1}) as tries(attempt)
    ) join ${known} using (golden_id)`,
  );
  mintedFrom.forEach((key, at) => minted.set(key, mintedId0[at] ?? -1));
  return {
    count,
    previous,
    redirect,
    retired,
    formerId,
    formerRecord,
    minted: (record, attempt) =>
      attempt > attempts ? -1 : (minted.get(record * attempts + attempt - 1) ?? -1),
  };
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
