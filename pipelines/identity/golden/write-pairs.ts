import { appendRows, type Cell } from '../../../src/warehouse/bulk-rows.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { makeScratch, scratchTable, scratchTarget } from '../scratch.ts';
import type { DecidedGroups } from './decided-groups.ts';
import type { ScoredPairs } from './scored-pairs.ts';
import { weakTies } from './weak-ties.ts';
import type { Clusters } from './write-golden.ts';

/** Writes int_identity_pair: scored pairs and decided ones, each named by its lesser record id first. */
export async function writePairs(
  warehouse: Warehouse,
  pairs: ScoredPairs,
  clusters: Clusters,
  decided: DecidedGroups,
): Promise<void> {
  await makeScratch(
    warehouse,
    'decided',
    `select 0::integer as left_n, 0::integer as right_n, ''::varchar as decision_id, false as joins where false`,
  );
  await appendRows(warehouse, scratchTarget('decided'), decidedRows(decided));
  await makeScratch(warehouse, 'bridge', 'select 0::integer as left_n, 0::integer as right_n where false');
  await appendRows(warehouse, scratchTarget('bridge'), bridgeRows(pairs, clusters, decided));
  const customer = scratchTable('customer');
  await warehouse.run(
    `insert into int_identity_pair
    select
      least(a.customer_id, b.customer_id), greatest(a.customer_id, b.customer_id),
      coalesce(weight, 0), probability, coalesce(band, 'apart'), decision_id,
      bridge.left_n is not null, coalesce(blocks, []), coalesce(addends, [])
    from ${scratchTable('scored')} as scored
    full join ${scratchTable('decided')} as decided using (left_n, right_n)
    left join ${scratchTable('bridge')} as bridge using (left_n, right_n)
    join ${customer} a on a.n = left_n
    join ${customer} b on b.n = right_n
    order by 1, 2`,
  );
}

function* decidedRows({ decisionOf }: DecidedGroups): Generator<Cell[]> {
  for (const [key, { id, joins }] of decisionOf) {
    const [left = '0', right = '0'] = key.split('|');
    yield [Number(left), Number(right), id, joins];
  }
}

function* bridgeRows(pairs: ScoredPairs, clusters: Clusters, decided: DecidedGroups): Generator<Cell[]> {
  for (const at of weakTies(pairs, clusters, decided)) yield [pairs.left[at] ?? 0, pairs.right[at] ?? 0];
}
