import { TandemError } from '../../../../src/contract/errors.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { literal } from '../../../../src/warehouse/quote.ts';
import { inputNameSql, placesSql, type LinkInput } from '../read/input-rows.ts';
import type { LinkModel } from '../link-model.ts';
import type { LinkPlan } from '../link-plan.ts';
import type { LinkField } from '../link-settings.ts';
import { mergedSql } from './merged-sql.ts';
import { reviewSql, type LevelWords } from './review-sql.ts';

/** Every row of the inputs with its cluster, one row for each cluster, the pairs of records that are one, or those that may be and were not joined. */
export const linkOutputs = ['clusters', 'merged', 'pairs', 'review'] as const;
export type LinkOutput = (typeof linkOutputs)[number];

/** What has been linked. */
export interface Linked {
  readonly plan: LinkPlan;
  readonly model: LinkModel;
  readonly inputs: readonly LinkInput[];
  /** As the settings have them, before columns were taken apart. */
  readonly fields: readonly LinkField[];
  readonly words: LevelWords;
}

/** Strongest tie of each record within its cluster. */
const tiesSql = (plan: LinkPlan): string => {
  const cluster = plan.table('cluster');
  return `select no, max(weight) as weight from (
    select l as no, r as other, weight from ${plan.table('pair_scored')} union all select r, l, weight from ${plan.table('pair_scored')}
  ) join ${cluster} a using (no) join ${cluster} b on b.no = other where a.cluster = b.cluster group by no`;
};

const strength = (weight: string): string =>
  `${weight} / 1000.0 as weight, 1 / (1 + pow(2, -${weight} / 1000.0)) as probability`;

function clustersSql(plan: LinkPlan, inputs: readonly LinkInput[], places: string): string {
  const rows = inputs.map(
    ({ table }, rel) => `select ${String(rel)} as _rel, rowid as _row, * from ${table}`,
  );
  const relation = inputs.length > 1 ? `, ${inputNameSql(inputs, 'p.rel')} as relation` : '';
  const line = inputs.some(({ row }) => row !== undefined) ? ', p.line' : '';
  return `select c.cluster as cluster_id, ${strength('t.weight')}${relation}${line}, i.* exclude (_rel, _row)
    from (${rows.join(' union all by name ')}) i join ${places} p on p.rel = i._rel and p.row = i._row
    join ${plan.table('cluster')} c on c.no = p.no left join (${tiesSql(plan)}) t on t.no = p.no order by c.cluster, p.no`;
}

/** What rows are named by: their keys, or their lines where none of those that may stand there has a key. */
const namedBy = (inputs: readonly LinkInput[]): 'id' | 'line' =>
  inputs.every(({ row }) => row !== undefined) ? 'line' : 'id';

const pairsSql = (plan: LinkPlan, inputs: readonly LinkInput[], places: string): string => {
  // Of a pair within one table both may be any row of it, else the left one is of the earlier table.
  const [left, right] = plan.within ? [inputs, inputs] : [inputs.slice(0, -1), inputs.slice(1)];
  const relations =
    inputs.length > 2
      ? `${inputNameSql(inputs, 'a.rel')} as left_relation, ${inputNameSql(inputs, 'b.rel')} as right_relation, `
      : '';
  const order = plan.within ? '(r.id < s.id)' : '(r.rel < s.rel)';
  return `select ${relations}a.named as left_${namedBy(left)}, b.named as right_${namedBy(right)}, ca.cluster as cluster_id, ${strength('p.weight')}
    from ${plan.table('cluster')} ca join ${plan.table('cluster')} cb on ca.cluster = cb.cluster and ca.no <> cb.no
    join ${plan.table('code')} r on r.no = ca.no join ${plan.table('code')} s on s.no = cb.no
    join ${places} a on a.no = ca.no join ${places} b on b.no = cb.no
    left join (select least(l, r) as l, greatest(l, r) as r, weight from ${plan.table('pair_scored')}) p on p.l = least(a.no, b.no) and p.r = greatest(a.no, b.no)
    where ${order} order by ca.cluster, a.no, b.no`;
};

/**
 * Writes CSV, or Parquet when the name says so: all that the inputs hold, as they hold it, or their ids; a row that no key
 * names goes by its line (`left_line`, `right_line` where that is so of all rows there). Gives the number of rows. Weights are in bits. Throws `bad_request` where the file
 * cannot be written.
 */
export async function writeLinks(
  warehouse: Warehouse,
  linked: Linked,
  what: LinkOutput,
  file: string,
): Promise<number> {
  const { plan, inputs } = linked;
  const [places, result] = [plan.scratch('place'), plan.scratch('result')];
  await warehouse.run(`create or replace temp table ${places} as ${placesSql(plan, inputs)}`);
  const isParquet = /\.(parquet|pq)$/i.test(file);
  const sql = {
    clusters: () => clustersSql(plan, inputs, places),
    pairs: () => pairsSql(plan, inputs, places),
    merged: () => mergedSql(warehouse, plan, inputs, linked.fields, places),
    review: () =>
      reviewSql(warehouse, { ...linked, places, named: namedBy(inputs), forSpreadsheet: !isParquet }),
  };
  const format = isParquet ? 'format parquet' : 'format csv, header true';
  await warehouse.run(`create or replace temp table ${result} as ${await sql[what]()}`);
  try {
    await warehouse.run(`copy ${result} to ${literal(file)} (${format})`);
  } catch (cause) {
    throw new TandemError('bad_request', { reason: 'output_not_written', file }, { cause });
  }
  const [size] = await warehouse.rows<{ n: number }>(`select count(*)::double as n from ${result}`);
  return size?.n ?? 0;
}
