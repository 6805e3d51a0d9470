import type { GoldenIds } from '../../../src/stats/linkage/cluster/golden-ids.ts';
import { appendRows, type Cell } from '../../../src/warehouse/bulk-rows.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { makeScratch, scratchTable, scratchTarget } from '../scratch.ts';
import { mintedId } from './read-known.ts';

/** Clusters of records, all by number. */
export interface Clusters {
  /** Record → cluster, 0 … count - 1. */
  readonly cluster: Int32Array;
  readonly count: number;
  /** Cluster → weight of its weakest tie, or -1 where none was weighed. */
  readonly weakest: Int32Array;
  /** Record → 1 when a person's decision joined it. */
  readonly decided: Uint8Array;
}

/** Writes int_customer_identity, int_golden_cluster, bridge_golden_redirect and int_golden_former. */
export async function writeGolden(warehouse: Warehouse, clusters: Clusters, ids: GoldenIds): Promise<void> {
  await makeScratch(
    warehouse,
    'cluster',
    'select 0::integer as cluster, 0::integer as known, 0::integer as mint_record, 0::integer as attempt, 0::integer as weakest where false',
  );
  await appendRows(warehouse, scratchTarget('cluster'), clusterRows(clusters, ids));
  await makeScratch(
    warehouse,
    'member',
    'select 0::integer as n, 0::integer as cluster, false as decided where false',
  );
  await appendRows(warehouse, scratchTarget('member'), memberRows(clusters));
  await makeScratch(warehouse, 'gone', 'select 0::integer as id, 0::integer as cluster where false');
  await appendRows(warehouse, scratchTarget('gone'), ids.redirects);
  const table = scratchTable;
  await makeScratch(
    warehouse,
    'golden',
    `select cluster, nullif(weakest, -1) as weakest,
      coalesce(known.golden_id, ${mintedId('customer.customer_id', 'attempt')}) as golden_id
    from ${table('cluster')} as clusters
    left join ${table('known')} as known on clusters.known = known.id
    left join ${table('customer')} as customer on clusters.mint_record = customer.n`,
  );
  await makeScratch(
    warehouse,
    'identity',
    `select customer_id, golden_id, n, decided, count(*) over (partition by cluster)::integer as records
    from ${table('member')} join ${table('customer')} using (n) join ${table('golden')} using (cluster)`,
  );
  await warehouse.run(
    `insert into int_customer_identity
    select customer_id, golden_id, case when records = 1 then 'alone' when decided then 'decided' else 'linked' end, n
    from ${table('identity')} order by customer_id`,
  );
  await warehouse.run(
    `insert into int_golden_cluster
    select golden_id, count(*)::integer, any_value(weakest)
    from ${table('identity')} join (select golden_id, weakest from ${table('golden')}) using (golden_id)
    group by golden_id order by golden_id`,
  );
  await warehouse.run(
    `insert into bridge_golden_redirect
    select known.golden_id, golden.golden_id
    from ${table('gone')} as gone join ${table('known')} as known using (id) join ${table('golden')} as golden using (cluster)
    order by 1`,
  );
  await warehouse.run(
    `insert into int_golden_former
    select golden_id, customer_id, retired from (
      select golden_id, customer_id, retired from ${table('served_former')}
      union all
      select golden_id, customer_id, 1 + coalesce((select max(retired) from ${table('served_former')}), 0)
      from ${table('served_record')}
    )
    where golden_id in (select old_golden_id from bridge_golden_redirect)
    order by 1, 2`,
  );
}

function* clusterRows({ count, weakest }: Clusters, ids: GoldenIds): Generator<Cell[]> {
  for (let at = 0; at < count; at++)
    yield [at, ids.known[at] ?? -1, ids.mintRecord[at] ?? -1, ids.mintAttempt[at] ?? 1, weakest[at] ?? -1];
}

function* memberRows({ cluster, decided }: Clusters): Generator<Cell[]> {
  for (let n = 0; n < cluster.length; n++) yield [n, cluster[n] ?? 0, decided[n] === 1];
}
