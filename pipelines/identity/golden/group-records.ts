import type { ActiveIdentityDecision } from '../../../src/contract/identity-decision.ts';
import { appendRows, integerColumns } from '../../../src/warehouse/bulk-rows.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { makeScratch, scratchTable, scratchTarget } from '../scratch.ts';
import { decidedGroups } from './decided-groups.ts';
import { recordNumbers } from './record-numbers.ts';

/**
 * Groups records of the scratch table `identity_<entity>` (n by age, `<entity>_id`) by the pairs of a SELECT (two
 * numbers, in the order in which they join) under the decisions, and writes `int_<entity>_identity`. The id of a group
 * is minted from its oldest record.
 */
export async function groupRecords(
  warehouse: Warehouse,
  entity: 'contact' | 'product',
  pairs: string,
  decisions: readonly ActiveIdentityDecision[],
): Promise<void> {
  const records = scratchTable(entity);
  const [row] = await warehouse.rows<{ n: number }>(`select count(*)::double as n from ${records}`);
  const count = row?.n ?? 0;
  const numbers = await recordNumbers(warehouse, entity, decisions);
  const { groups, overruled } = decidedGroups(count, decisions, (id) => numbers.get(id));
  const [left = new Int32Array(), right = new Int32Array()] = await integerColumns(warehouse, pairs);
  for (let at = 0; at < left.length; at++) groups.join(left[at] ?? 0, right[at] ?? 0);
  const oldest = new Int32Array(count).fill(-1);
  for (let n = count - 1; n >= 0; n--) oldest[groups.find(n)] = n;
  const group = `${entity}_group`;
  await makeScratch(warehouse, group, 'select 0::integer as n, 0::integer as oldest where false');
  await appendRows(
    warehouse,
    scratchTarget(group),
    Array.from({ length: count }, (_, n) => [n, oldest[groups.find(n)] ?? n]),
  );
  const prefix = entity === 'contact' ? 'gp' : 'gi';
  await warehouse.run(
    `insert into int_${entity}_identity
     select own.${entity}_id, '${prefix}_' || left(sha256('${entity}|' || first.${entity}_id), 16)
     from ${scratchTable(group)} as groups
     join ${records} as own using (n)
     join ${records} as first on first.n = groups.oldest
     order by 1`,
  );
  await appendRows(
    warehouse,
    { name: 'meta_identity_overruled' },
    overruled.map((id) => [id]),
  );
}
