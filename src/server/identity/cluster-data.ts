import { tableFromIPC } from 'apache-arrow';
import type { KnownColumns } from '../../../pipelines/identity/golden/known-columns.ts';
import { seriesSql } from '../../../pipelines/identity/golden/series-sql.ts';
import { onceSql } from '../../../pipelines/identity/golden/once-sql.ts';
import { numberedIds, readKnown } from '../../../pipelines/identity/golden/read-known.ts';
import type { ScoredPairs } from '../../../pipelines/identity/golden/scored-pairs.ts';
import { seriesSayings, type SeriesSayings } from '../../stats/linkage/cluster/series-sayings.ts';
import type { ServingLease } from '../queries/serving.ts';

/** What a build of this generation's data would form clusters from; records by their number. */
export interface ClusterData {
  readonly records: number;
  readonly pairs: ScoredPairs;
  readonly said: { readonly left: Int32Array; readonly right: Int32Array };
  /** See ClusterInputs. */
  readonly once: Int32Array;
  /** See ClusterInputs. */
  readonly series: SeriesSayings;
  readonly known: KnownColumns;
  /** Money at stake of each known golden id that is alive. */
  readonly stake: Float64Array;
}

const customer = '(select customer_id, position as n from int_customer_identity)';
const relations = {
  customer,
  record: 'int_customer_identity',
  former: 'int_golden_former',
  redirect: 'bridge_golden_redirect',
};

/** SQL of every golden id with its number in `ClusterData.known`. */
export const knownSql = `(${numberedIds(relations)})`;

const empty = new Int32Array();

export async function readColumns(
  lease: Pick<ServingLease, 'arrow'>,
  sql: string,
  parameters: readonly string[] = [],
): Promise<(Int32Array | Float64Array)[]> {
  const table = tableFromIPC(await lease.arrow(sql, parameters));
  return table.schema.fields.map((_, at) => {
    const column: unknown = table.getChildAt(at)?.toArray();
    return column instanceof Int32Array || column instanceof Float64Array ? column : empty;
  });
}

/** The texts of a column. */
const textsOf = (ipc: Uint8Array): (string | null)[] => {
  const column = tableFromIPC(ipc).getChildAt(0);
  return Array.from({ length: column?.length ?? 0 }, (_, at) => {
    const said: unknown = column?.get(at);
    return typeof said === 'string' ? said : null;
  });
};

/** Reads a generation's records, pairs and known ids; `sources` hold every customer once. */
export async function clusterData(
  lease: Pick<ServingLease, 'arrow'>,
  sources: readonly string[],
): Promise<ClusterData> {
  const columns = async (sql: string): Promise<Int32Array[]> =>
    (await readColumns(lease, sql)).map((column) => (column instanceof Int32Array ? column : empty));
  const [
    [[records = 0] = []],
    [left = empty, right = empty, weight = empty],
    [a = empty, b = empty],
    staked,
  ] = await Promise.all([
    columns('select count(*)::integer as n from int_customer_identity'),
    columns(
      `select least(l.position, r.position) as "left", greatest(l.position, r.position) as "right", p.weight
from (select left_id, right_id, weight from int_identity_pair where probability is not null) p
join int_customer_identity l on l.customer_id = p.left_id join int_customer_identity r on r.customer_id = p.right_id
order by 3 desc, 1, 2`,
    ),
    columns(
      `select l.position as a, r.position as b from int_identity_said s
join int_customer_identity l on l.customer_id = s.left_id join int_customer_identity r on r.customer_id = s.right_id order by 1, 2`,
    ),
    readColumns(
      lease,
      `with receivables as (select customer_no, sum(delta_base) as amount from mart_receivable_event group by customer_no),
pipelines as (select customer_no, sum(weighted_delta_base) as amount from mart_pipeline_event group by customer_no)
select k.id, (greatest(coalesce(receivables.amount, 0), 0) + greatest(coalesce(pipelines.amount, 0), 0))::double as stake
from dim_golden_customer g join ${knownSql} k using (golden_id)
left join receivables on g.customer_no = receivables.customer_no left join pipelines on g.customer_no = pipelines.customer_no`,
    ),
  ]);
  const known = await readKnown(columns, { ...relations, known: knownSql }, records);
  const stake = new Float64Array(known.count);
  staked[0]?.forEach((id, at) => (stake[id] = staked[1]?.[at] ?? 0));
  const [once = empty] = await readColumns(lease, onceSql('int_customer_identity', 'position'), [
    JSON.stringify(sources),
  ]);
  return {
    records,
    pairs: { left, right, weight },
    said: { left: a, right: b },
    once: Int32Array.from(once),
    series: seriesSayings(textsOf(await lease.arrow(seriesSql('int_customer_identity', 'position')))),
    known,
    stake,
  };
}
