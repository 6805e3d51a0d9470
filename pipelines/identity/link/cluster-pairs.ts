import { clusterRecords, type Clustering } from '../../../src/stats/linkage/cluster.ts';
import type { LinkConstraints, LinkRelations } from '../../../src/stats/linkage/link-edge.ts';
import { integerColumns } from '../../../src/warehouse/bulk-rows.ts';
import { integerAppender } from '../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import type { LinkPlan } from './link-plan.ts';
import { matchWeight, reviewWeight } from './score-pairs.ts';

const empty = new Int32Array();

/** What a mode of linking says of its relations; nothing for deduplication, where all may be one. */
async function relationsOf(warehouse: Warehouse, plan: LinkPlan): Promise<LinkRelations | undefined> {
  const { mode } = plan.settings;
  if (mode === 'dedupe') return undefined;
  const [rel = empty] = await integerColumns(
    warehouse,
    `select rel::integer from ${plan.table('record')} order by no`,
  );
  return {
    of: Uint8Array.from(rel),
    within: plan.relations.map(() => false),
    unique: plan.relations.map((_, at) => mode === 'one_to_one' || (mode === 'one_to_many' && at === 0)),
  };
}

/**
 * Clusters the pairs of a SELECT of `l`, `r`, `weight`. `rank` gives each record's place in the order of ids when numbers
 * are not in that order. Cluster names are record numbers.
 */
export async function clusterPairs(
  warehouse: Warehouse,
  plan: LinkPlan,
  records: number,
  pairs: string,
  constraints: LinkConstraints,
  rank?: Int32Array,
): Promise<Clustering & { readonly left: Int32Array; readonly right: Int32Array }> {
  const [left = empty, right = empty, weight = empty] = await integerColumns(
    warehouse,
    `select l, r, weight from (${pairs}) order by l, r`,
  );
  const place = rank === undefined ? (no: number) => no : (no: number) => rank[no] ?? no;
  const known = await relationsOf(warehouse, plan);
  const relations =
    known === undefined || rank === undefined ? known : { ...known, of: known.of.map((_, no) => no).fill(0) };
  if (relations !== undefined && known !== undefined && rank !== undefined)
    known.of.forEach((rel, no) => (relations.of[place(no)] = rel));
  const found = clusterRecords(
    records,
    rank === undefined ? { left, right, weight } : { left: left.map(place), right: right.map(place), weight },
    {
      mustLink: constraints.mustLink.map(([a, b]) => [place(a), place(b)]),
      cannotLink: constraints.cannotLink.map(([a, b]) => [place(a), place(b)]),
    },
    {
      threshold: matchWeight(plan),
      missing: reviewWeight(plan) - 3_000,
      ...(relations === undefined ? {} : { relations }),
    },
  );
  if (rank === undefined) return { ...found, left, right };
  const numberAt = new Int32Array(records);
  rank.forEach((at, no) => (numberAt[at] = no));
  const cluster = Int32Array.from(rank, (at) => numberAt[found.cluster[at] ?? at] ?? 0);
  return { cluster, bridges: found.bridges, left, right };
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
