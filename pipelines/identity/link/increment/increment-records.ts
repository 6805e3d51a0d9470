import { TandemError } from '../../../../src/contract/errors.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import type { LinkPlan } from '../link-plan.ts';
import { numberSql, rawRecordsSql, recordsSql, rowsSql, valuesSql } from '../records/record-sql.ts';

/** Whether two values of a field have one hash. */
async function clashing(
  warehouse: Warehouse,
  plan: LinkPlan,
  value: (at: number) => string,
): Promise<boolean> {
  const counts = plan.fields.map(
    ({ at }) => `select count(*) as n, count(distinct h) as hashes from ${value(at)}`,
  );
  const [found] = await warehouse.rows<{ n: number }>(
    `select coalesce(sum(n - hashes), 0)::double as n from (${counts.join(' union all ')})`,
  );
  return (found?.n ?? 0) > 0;
}

/**
 * Reads changed records beside the record table: `fresh` holds them with numbers of their own, `gone` (no) the records
 * they stand for and those that are removed. Neither has touched the record table yet.
 */
export async function readChanges(
  warehouse: Warehouse,
  plan: LinkPlan,
  removed: readonly string[],
): Promise<{ readonly fresh: string; readonly gone: string }> {
  const [raw, codes, fresh, gone] = ['raw', 'fresh_code', 'fresh', 'gone'].map(plan.scratch);
  const record = plan.table('record');
  const make = (name: string | undefined, sql: string): Promise<void> =>
    warehouse.run(`create or replace temp table ${String(name)} as ${sql}`);
  await make(raw, rawRecordsSql(plan));
  const [twice] = await warehouse.rows<{ id: string | null }>(
    `select coalesce(id, '') as id from ${String(raw)} group by id, rel having count(*) > 1 or id is null limit 1`,
  );
  if (twice !== undefined)
    throw new TandemError('bad_request', {
      reason: 'change_twice',
      id: twice.id ?? '',
    });
  const [last] = await warehouse.rows<{ no: number }>(
    `select coalesce(max(no), -1)::double as no from ${record}`,
  );
  const value = (at: number): string => plan.scratch(`value_${String(at)}`);
  let salt = 0;
  for (; ; salt++) {
    for (const field of plan.fields) await make(value(field.at), valuesSql(field, String(raw), salt));
    if (!(await clashing(warehouse, plan, value))) break;
  }
  const number = numberSql((last?.no ?? -1) + 1);
  await make(codes, `select ${number} as no, * from (${rowsSql(plan, String(raw), salt)})`);
  await make(fresh, recordsSql(plan, String(codes), value));
  await warehouse.run(
    `create or replace temp table ${String(gone)} as select no from ${record} where id in (select id from ${String(fresh)} union all select unnest(from_json($1, '["varchar"]')))`,
    [JSON.stringify(removed)],
  );
  for (const { at } of plan.fields) await warehouse.run(`drop table ${value(at)}`);
  await warehouse.run(`drop table ${String(raw)}; drop table ${String(codes)}`);
  return { fresh: String(fresh), gone: String(gone) };
}
