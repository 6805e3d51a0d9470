import { clusterRecords } from '../../../src/stats/linkage/cluster.ts';
import type {
  ClusterOptions,
  EdgeColumns,
  LinkConstraints,
  LinkRelations,
} from '../../../src/stats/linkage/link-edge.ts';
import { integerAppender } from '../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import type { LinkPlan } from './link-plan.ts';
import { matchWeight, reviewWeight } from './score-pairs.ts';

/** How records of these relations (one each) cluster: a mode says nothing for deduplication, where all may be one. */
export function clusterOptions(plan: LinkPlan, relation: Uint8Array): ClusterOptions {
  const { mode } = plan.settings;
  const relations: LinkRelations = {
    of: relation,
    within: plan.relations.map(() => false),
    unique: plan.relations.map((_, at) => mode === 'one_to_one' || (mode === 'one_to_many' && at === 0)),
  };
  return {
    threshold: matchWeight(plan),
    missing: reviewWeight(plan) - 3_000,
    ...(mode === 'dedupe' ? {} : { relations }),
  };
}

/** Clusters pairs; `relation` is that of each record. Clusters are named by their smallest record number. */
export const clusterPairs = (
  plan: LinkPlan,
  relation: Uint8Array,
  pairs: EdgeColumns,
  constraints: LinkConstraints,
): Int32Array => clusterRecords(relation.length, pairs, constraints, clusterOptions(plan, relation));

/** Writes `no`, `cluster` of every record to a table. */
export async function writeClusters(
  warehouse: Warehouse,
  plan: LinkPlan,
  cluster: Int32Array,
  into: string,
): Promise<void> {
  const moved = plan.scratch('moved');
  await warehouse.run(`create or replace temp table ${moved} (no integer, cluster integer)`);
  const appender = await integerAppender(warehouse, { name: moved, catalog: 'temp' });
  appender.append([cluster.map((_, no) => no), cluster], cluster.length);
  appender.close();
  await warehouse.run(`create or replace table ${into} as select * from ${moved}`);
  await warehouse.run(`drop table ${moved}`);
}
