import { clusterRecords } from '../../../../src/stats/linkage/cluster/cluster.ts';
import type { LinkConstraints } from '../../../../src/stats/linkage/cluster/link-edge.ts';
import { seriesSayings } from '../../../../src/stats/linkage/cluster/series-sayings.ts';
import { unionFind } from '../../../../src/stats/linkage/cluster/union-find.ts';
import { integerColumns } from '../../../../src/warehouse/bulk-rows.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { apartFields, clusterOptions, seriesField } from './cluster-pairs.ts';
import type { LinkPlan } from '../link-plan.ts';
import { numberTable } from '../records/number-table.ts';
import { matchWeight } from '../compare/score-pairs.ts';

const none = new Int32Array();

/**
 * Clusters anew the components that hold a record of `touched` (no): components share no evidence, so that the others
 * stay as they are. `gone` (no) are records that are no more.
 */
export async function recluster(
  warehouse: Warehouse,
  plan: LinkPlan,
  { touched, gone }: { readonly touched: string; readonly gone: string },
  constraints: LinkConstraints,
): Promise<number> {
  const [scored, record, cluster] = ['pair_scored', 'record', 'cluster'].map(plan.table);
  const [affected, moved] = [plan.scratch('affected'), plan.scratch('moved')];
  const [left = none, right = none] = await integerColumns(
    warehouse,
    `select l, r from ${String(scored)} where weight >= ${String(matchWeight(plan))}`,
  );
  const [numbers = none] = await integerColumns(warehouse, `select no from ${record ?? ''}`);
  const [starts = none] = await integerColumns(warehouse, `select distinct no::integer from ${touched}`);
  const size = numbers.reduce((most, no) => Math.max(most, no), -1) + 1;
  const sets = unionFind(size);
  for (let edge = 0; edge < left.length; edge++) sets.union(left[edge] ?? 0, right[edge] ?? 0);
  for (const [a, b] of constraints.mustLink) sets.union(a, b);
  const wanted = new Uint8Array(size);
  for (const no of starts) if (no < size) wanted[sets.find(no)] = 1;
  await numberTable(warehouse, affected, ['no'], [numbers.filter((no) => wanted[sets.find(no)] === 1)]);
  const apartSql = apartFields(plan).map(
    ({ at }) =>
      `, (case when v${String(at)} is null then 0 else dense_rank() over (order by v${String(at)} nulls last) end)::integer`,
  );
  const [no = none, rel = none, ...apart] = await integerColumns(
    warehouse,
    `select no, rel::integer${apartSql.join('')} from ${record ?? ''} where no in (select no from ${affected}) order by hash(id), id, rel`,
  );
  const field = seriesField(plan);
  const said =
    field === undefined
      ? undefined
      : await warehouse.rows<{ said: string | null }>(
          `select v${String(field.at)} as said from ${record ?? ''} where no in (select no from ${affected}) order by hash(id), id, rel`,
        );
  const series = said && seriesSayings(said.map((row) => row.said));
  const place = new Map([...no].map((number, at) => [number, at]));
  const placed = (column: Int32Array): Int32Array => column.map((number) => place.get(number) ?? 0);
  const [l = none, r = none, weight = none] = await integerColumns(
    warehouse,
    `select l, r, weight from ${String(scored)} where l in (select no from ${affected}) and r in (select no from ${affected})`,
  );
  const inside = (pairs: LinkConstraints['mustLink']): [number, number][] =>
    pairs.flatMap(([a, b]): [number, number][] => {
      const [x, y] = [place.get(a), place.get(b)];
      return x === undefined || y === undefined ? [] : [[x, y]];
    });
  const found = clusterRecords(
    no.length,
    { left: placed(l), right: placed(r), weight },
    { mustLink: inside(constraints.mustLink), cannotLink: inside(constraints.cannotLink) },
    clusterOptions(plan, Uint8Array.from(rel), apart, series),
  );
  await numberTable(warehouse, moved, ['no', 'cluster'], [no, found.map((at) => no[at] ?? 0)]);
  await warehouse.run(
    `delete from ${String(cluster)} where no in (select no from ${gone} union all select no from ${moved})`,
  );
  await warehouse.run(`insert into ${String(cluster)} select no, cluster from ${moved}`);
  await warehouse.run(`drop table ${affected}; drop table ${moved}`);
  return no.length;
}
