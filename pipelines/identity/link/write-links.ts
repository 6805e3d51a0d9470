import type { Warehouse } from '../../../src/warehouse/open.ts';
import { identifier, literal } from '../../../src/warehouse/quote.ts';
import { keyOf } from './link-settings.ts';
import type { LinkPlan } from './link-plan.ts';

/** Every record with its cluster, or the pairs of records that are one. */
export type LinkOutput = 'clusters' | 'pairs';

/** Id without its relation's name. */
const bareId = (plan: LinkPlan, alias: string): string =>
  plan.relations.length === 1
    ? `${alias}.id`
    : `case ${alias}.rel ${plan.relations.map(({ name }, rel) => `when ${String(rel)} then substr(${alias}.id, length(${literal(`${name}|`)}) + 1)`).join(' ')} end`;

/** Strongest tie of each record within its cluster. */
const tiesSql = (plan: LinkPlan): string => {
  const cluster = plan.table('cluster');
  return `select no, max(weight) as weight from (
    select l as no, r as other, weight from ${plan.table('pair_scored')} union all select r, l, weight from ${plan.table('pair_scored')}
  ) join ${cluster} a using (no) join ${cluster} b on b.no = other where a.cluster = b.cluster group by no`;
};

function clustersSql(plan: LinkPlan): string {
  const keyed = plan.relations.every(({ name }) => keyOf(plan.settings, name) !== undefined);
  const inputs = plan.relations.map(({ name, source }, rel) => {
    const key = keyOf(plan.settings, name);
    return `select ${String(rel)} as _rel, cast(${key === undefined ? 'null' : identifier(key)} as varchar) as _key, * from ${source}`;
  });
  const fields = plan.fields
    .map(({ at, field }) => `r.v${String(at)} as ${identifier(field.name)}`)
    .join(', ');
  const base = `select c.cluster as cluster_id, t.weight / 1000.0 as weight, 1 / (1 + pow(2, -t.weight / 1000.0)) as probability`;
  const joins = `join ${plan.table('cluster')} c on c.no = r.no left join (${tiesSql(plan)}) t on t.no = r.no`;
  const relation =
    plan.relations.length > 1
      ? `, case r.rel ${plan.relations.map(({ name }, rel) => `when ${String(rel)} then ${literal(name)}`).join(' ')} end as relation`
      : '';
  return keyed
    ? `${base}${relation}, i.* exclude (_rel, _key) from (${inputs.join(' union all by name ')}) i join ${plan.table('code')} r on r.rel = i._rel and ${bareId(plan, 'r')} = i._key ${joins} order by c.cluster, r.no`
    : `${base}${relation}, ${bareId(plan, 'r')} as record_id, ${fields} from ${plan.table('record')} r ${joins} order by c.cluster, r.no`;
}

const pairsSql = (plan: LinkPlan): string => {
  const order = plan.within ? '(a.id < b.id)' : '(a.rel < b.rel)';
  return `select ${bareId(plan, 'a')} as left_id, ${bareId(plan, 'b')} as right_id, ca.cluster as cluster_id, p.weight / 1000.0 as weight, 1 / (1 + pow(2, -p.weight / 1000.0)) as probability
    from ${plan.table('cluster')} ca join ${plan.table('cluster')} cb on ca.cluster = cb.cluster and ca.no <> cb.no
    join ${plan.table('code')} a on a.no = ca.no join ${plan.table('code')} b on b.no = cb.no
    left join (select least(l, r) as l, greatest(l, r) as r, weight from ${plan.table('pair_scored')}) p on p.l = least(a.no, b.no) and p.r = greatest(a.no, b.no)
    where ${order} order by ca.cluster, a.no, b.no`;
};

/** Writes CSV, or Parquet when the name says so. Gives the number of rows. Weights are in bits. */
export async function writeLinks(
  warehouse: Warehouse,
  plan: LinkPlan,
  what: LinkOutput,
  file: string,
): Promise<number> {
  const sql = what === 'clusters' ? clustersSql(plan) : pairsSql(plan);
  const format = /\.(parquet|pq)$/i.test(file) ? 'format parquet' : 'format csv, header true';
  const result = plan.table('result');
  await warehouse.run(`create or replace temp table ${result} as ${sql}`);
  await warehouse.run(`copy ${result} to ${literal(file)} (${format})`);
  const [size] = await warehouse.rows<{ n: number }>(`select count(*)::double as n from ${result}`);
  return size?.n ?? 0;
}
