import { appendRows, type Cell } from '../../../src/warehouse/bulk-rows.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { otherOfSeveral, oneOfSeveral } from '../pair-explanation.ts';
import { makeScratch, scratchTable, scratchTarget } from '../scratch.ts';
import type { DecidedGroups } from './decided-groups.ts';
import type { MatchesBetween } from './matches-between.ts';
import type { ScoredPairs } from './scored-pairs.ts';
import { weakTies } from './weak-ties.ts';
import type { Clusters } from './write-golden.ts';

export interface WrittenPairs {
  readonly pairs: ScoredPairs;
  readonly clusters: Clusters;
  readonly decided: DecidedGroups;
  readonly between: MatchesBetween;
}

/**
 * Writes int_identity_pair: scored pairs and decided ones, each named by its lesser record id first. A match of a record that
 * stands between several companies of a series is unsure, whatever it weighs, or apart where another of them is decided
 * ([LINK-45]), and an addend of no weight says so.
 */
export async function writePairs(
  warehouse: Warehouse,
  { pairs, clusters, decided, between }: WrittenPairs,
): Promise<void> {
  await makeScratch(
    warehouse,
    'decided',
    `select 0::integer as left_n, 0::integer as right_n, ''::varchar as decision_id, false as joins where false`,
  );
  await appendRows(warehouse, scratchTarget('decided'), decidedRows(decided));
  await makeScratch(warehouse, 'bridge', 'select 0::integer as left_n, 0::integer as right_n where false');
  await appendRows(warehouse, scratchTarget('bridge'), bridgeRows(pairs, clusters, decided));
  await makeScratch(
    warehouse,
    'between',
    `select 0::integer as left_n, 0::integer as right_n, ''::varchar as band, ''::varchar as label where false`,
  );
  await appendRows(warehouse, scratchTarget('between'), betweenRows(pairs, between));
  const customer = scratchTable('customer');
  await warehouse.run(
    `insert into int_identity_pair
    select
      least(a.customer_id, b.customer_id), greatest(a.customer_id, b.customer_id),
      coalesce(weight, 0), probability,
      coalesce(between_several.band, scored.band, 'apart'), decision_id,
      bridge.left_n is not null, coalesce(blocks, []),
      coalesce(addends, []) || case when between_several.left_n is null then [] else [${addendSql}] end
    from ${scratchTable('scored')} as scored
    full join ${scratchTable('decided')} as decided using (left_n, right_n)
    left join ${scratchTable('bridge')} as bridge using (left_n, right_n)
    left join ${scratchTable('between')} as between_several using (left_n, right_n)
    join ${customer} a on a.n = left_n
    join ${customer} b on b.n = right_n
    order by 1, 2`,
  );
}

const addendSql = `{'field': 'sisters', 'level': 0, 'label': between_several.label, 'weight': 0}`;

function* betweenRows({ left, right }: ScoredPairs, { asked, answered }: MatchesBetween): Generator<Cell[]> {
  for (const at of asked) yield [left[at] ?? 0, right[at] ?? 0, 'review', oneOfSeveral];
  for (const at of answered) yield [left[at] ?? 0, right[at] ?? 0, 'apart', otherOfSeveral];
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
