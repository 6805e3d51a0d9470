import { createParameters } from '../../metrics/parameters.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import { predicateSql } from '../../metrics/predicate.ts';
import type { Principal } from '../../contract/roles.ts';
import { identifier } from '../../warehouse/quote.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';

export interface RowAddress {
  readonly source: string;
  readonly batch: string;
  readonly line: number;
}

/**
 * [POLICY-8] A source line may be read only by someone who may see a fact that comes from it: the same predicate
 * as in every tile. Someone who sees everything and all names may read any line.
 */
export async function maySeeRow(
  lease: ServingLease,
  principal: Principal,
  { source, batch, line }: RowAddress,
): Promise<boolean> {
  const policy = rowPolicy(principal);
  if (policy.predicate.kind === 'all' && !policy.maskPersonal) return true;
  const facts = [...lease.tables].filter((table) => table.startsWith('fct_')).sort();
  const carrying = await records<{ table_name: string }>(
    lease,
    `select table_name from duckdb_columns() where table_name like 'fct\\_%' escape '\\'
  and column_name in ('_source', '_batch', '_line', 'region', 'channel') ${lease.catalog === undefined ? '' : 'and database_name = $1'}
group by table_name having count(distinct column_name) = 5`,
    lease.catalog === undefined ? [] : [lease.catalog],
  );
  const names = new Set(carrying.map((row) => row.table_name));
  for (const table of facts) {
    if (!names.has(table)) continue;
    const parameters = createParameters();
    const conditions = [
      `_source::varchar = ${parameters.text(source)}`,
      `_batch::varchar = ${parameters.text(batch)}`,
      `_line = ${parameters.integer(line)}`,
      predicateSql(policy.predicate, parameters),
    ];
    const from =
      lease.catalog === undefined
        ? identifier(table)
        : `${identifier(lease.catalog)}.main.${identifier(table)}`;
    const hit = await lease.rows(
      `select 1 from ${from} where ${conditions.join(' and ')} limit 1`,
      parameters.values,
    );
    if (hit.rows.length > 0) return true;
  }
  return false;
}
