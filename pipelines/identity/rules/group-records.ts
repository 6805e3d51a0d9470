import type { ActiveIdentityDecision } from '../../../src/contract/identity-decision.ts';
import { appendRows, integerColumns } from '../../../src/warehouse/bulk-rows.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { recordNumbers } from '../golden/record-numbers.ts';
import { makeScratch, scratchTable, scratchTarget } from '../scratch.ts';
import type { TiedEntity } from './tie-rule.ts';
import { namesAtTiesSql, tieSql } from './tie-sql.ts';
import { tiedGroups } from './tied-groups.ts';
import { tiedIdSql } from './tied-id.ts';

/**
 * Groups records of the scratch table `identity_<entity>` (n by age, `<entity>_id`, what rules compare) by the rules under
 * the decisions, and writes `int_<entity>_identity`: `kept` are its columns after id, group, joined_by and position. Ids
 * that other records of a group would give it, and may have given it before, are written to `bridge_tied_redirect`.
 */
export async function groupRecords(
  warehouse: Warehouse,
  entity: TiedEntity,
  kept: readonly string[],
  decisions: readonly ActiveIdentityDecision[],
): Promise<void> {
  const records = scratchTable(entity);
  const [row] = await warehouse.rows<{ n: number }>(`select count(*)::double as n from ${records}`);
  const [left = new Int32Array(), right = new Int32Array()] = await integerColumns(
    warehouse,
    tieSql(entity, records),
  );
  const namesSql = namesAtTiesSql(entity, records);
  const names = namesSql === undefined ? [] : await warehouse.rows<{ n: number; name: string }>(namesSql);
  const { oldest, decided, overruled } = tiedGroups({
    records: row?.n ?? 0,
    ties: { left, right },
    names: new Map(names.map(({ n, name }) => [n, name])),
    decisions,
    numbers: await recordNumbers(warehouse, entity, decisions),
  });
  const group = `${entity}_group`;
  await makeScratch(
    warehouse,
    group,
    'select 0::integer as n, 0::integer as oldest, 0::integer as decided where false',
  );
  await appendRows(
    warehouse,
    scratchTarget(group),
    Array.from(oldest, (first, n) => [n, first, decided[n] ?? 0]),
  );
  await warehouse.run(
    `insert into int_${entity}_identity
     select own.${entity}_id, ${tiedIdSql(entity, `first.${entity}_id`)},
       case when groups.decided = 1 then 'decided' when count(*) over (partition by groups.oldest) = 1 then 'alone' else 'linked' end,
       n, ${kept.map((column) => `own.${column}`).join(', ')}
     from ${scratchTable(group)} as groups
     join ${records} as own using (n)
     join ${records} as first on first.n = groups.oldest
     order by 1`,
  );
  await warehouse.run(
    `insert into bridge_tied_redirect
     select '${entity}', own, golden from (
       select ${tiedIdSql(entity, `${entity}_id`)} as own, golden_${entity}_id as golden from int_${entity}_identity
     ) where own <> golden order by own`,
  );
  await appendRows(
    warehouse,
    { name: 'meta_identity_overruled' },
    overruled.map((id) => [id]),
  );
}
