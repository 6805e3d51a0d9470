import { clusterRecords } from '../../../../src/stats/linkage/cluster/cluster.ts';
import type {
  ClusterOptions,
  EdgeColumns,
  LinkConstraints,
  LinkRelations,
} from '../../../../src/stats/linkage/cluster/link-edge.ts';
import { seriesSayings, type SeriesSayings } from '../../../../src/stats/linkage/cluster/series-sayings.ts';
import { tellsApart, tellsSisters } from '../../../../src/stats/linkage/estimate/telling-apart.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { valueTable, type CodedRecords } from '../records/coded-records.ts';
import type { LinkPlan, PlannedField } from '../link-plan.ts';
import { numberTable } from '../records/number-table.ts';
import { matchWeight, reviewWeight } from '../compare/score-pairs.ts';

/** Fields that tell apart who agrees in all else ([LINK-28]). */
export const apartFields = ({ fields }: LinkPlan): PlannedField[] =>
  fields.filter(({ field }) => tellsApart(field.kind));

/** The field that says the number of a series in a record's name ([LINK-45]). */
export const seriesField = ({ fields }: LinkPlan): PlannedField | undefined =>
  fields.find(({ field }) => tellsSisters(field.kind));

/** The numbers of a series that records say; nothing where no field says them. */
async function seriesOf(
  warehouse: Warehouse,
  plan: LinkPlan,
  { codes, ranks }: Pick<CodedRecords, 'codes' | 'ranks'>,
): Promise<SeriesSayings | undefined> {
  const field = seriesField(plan);
  if (field === undefined) return undefined;
  const rows = await warehouse.rows<{ rank: number; said: string }>(
    `select rank::integer as rank, v as said from ${valueTable(plan, field.at)} where v is not null`,
  );
  const listOf = new Map(rows.map(({ rank, said }) => [rank, said]));
  const [own, rankOf] = [codes[field.at] ?? new Int32Array(), ranks[field.at] ?? new Int32Array()];
  return seriesSayings(
    Array.from(own, (code) => (code === 0 ? null : (listOf.get(rankOf[code] ?? 0) ?? null))),
  );
}

/**
 * How records of these relations (one each) cluster: a mode says nothing for deduplication, where all may be one. `apart`
 * holds their codes in each of `apartFields`.
 */
export function clusterOptions(
  plan: LinkPlan,
  relation: Uint8Array,
  apart: readonly Int32Array[],
  series: SeriesSayings | undefined,
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
    ...(series && { series }),
    ...(mode === 'dedupe' ? {} : { relations }),
  };
}

/** Clusters pairs of records by what is known of these. Clusters are named by their smallest record number. */
export type ClusterPairs = (pairs: EdgeColumns) => Int32Array;

/** Reads once what clustering asks of the records, however often they are clustered. */
export async function pairClusterer(
  warehouse: Warehouse,
  plan: LinkPlan,
  records: Pick<CodedRecords, 'relation' | 'codes' | 'ranks'>,
  constraints: LinkConstraints,
): Promise<ClusterPairs> {
  const { relation, codes } = records;
  const apart = apartFields(plan).flatMap(({ at }) => codes[at] ?? []);
  const options = clusterOptions(plan, relation, apart, await seriesOf(warehouse, plan, records));
  return (pairs) => clusterRecords(relation.length, pairs, constraints, options);
}

/** Writes `no`, `cluster` of every record to a table. */
export async function writeClusters(
  warehouse: Warehouse,
  plan: LinkPlan,
  cluster: Int32Array,
  into: string,
): Promise<void> {
  const moved = plan.scratch('moved');
  await numberTable(warehouse, moved, ['no', 'cluster'], [cluster.map((_, no) => no), cluster]);
  await warehouse.run(`create or replace table ${into} as select * from ${moved}`);
  await warehouse.run(`drop table ${moved}`);
}
