import { clusterRecords } from '../../../src/stats/linkage/cluster.ts';
import type {
  ClusterOptions,
  EdgeColumns,
  LinkConstraints,
  LinkRelations,
} from '../../../src/stats/linkage/link-edge.ts';
import type { RecordFeatures } from '../../../src/stats/linkage/record-features.ts';
import { tellsApart } from '../../../src/stats/linkage/telling-apart.ts';
import { integerAppender } from '../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import type { LinkPlan, PlannedField } from './link-plan.ts';
import { matchWeight, reviewWeight } from './score-pairs.ts';

/** Fields that tell apart who agrees in all else ([LINK-28]). */
export const apartFields = ({ fields }: LinkPlan): PlannedField[] =>
  fields.filter(({ field }) => tellsApart(field.kind));

/**
 * How records of these relations (one each) cluster: a mode says nothing for deduplication, where all may be one. `apart`
 * holds their codes in each of `apartFields`.
 */
export function clusterOptions(
  plan: LinkPlan,
  relation: Uint8Array,
  apart: readonly Int32Array[],
): ClusterOptions {
  const { mode } = plan.settings;
  const relations: LinkRelations = {
    of: relation,
    within: plan.relations.map(() => false),
    unique: plan.relations.map((_, at) => mode === 'one_to_one' || (mode === 'one_to_many' && at === 0)),
  };
  return {
    threshold: matchWeight(plan),
    missing: reviewWeight(plan) - 3_000,
    apart,
    ...(mode === 'dedupe' ? {} : { relations }),
  };
}

/** Clusters pairs of records. Clusters are named by their smallest record number. */
export function clusterPairs(
  plan: LinkPlan,
  { relation, codes }: Pick<RecordFeatures, 'relation' | 'codes'>,
  pairs: EdgeColumns,
  constraints: LinkConstraints,
): Int32Array {
  const apart = apartFields(plan).flatMap(({ at }) => codes[at] ?? []);
  return clusterRecords(relation.length, pairs, constraints, clusterOptions(plan, relation, apart));
}

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
