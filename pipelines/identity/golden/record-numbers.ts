import type {
  ActiveIdentityDecision,
  IdentityDecisionInput,
} from '../../../src/contract/identity-decision.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { scratchTable } from '../scratch.ts';

/** Every record id that a decision names. */
export const namedRecords = (decisions: readonly IdentityDecisionInput[]): string[] => [
  ...new Set(
    decisions.flatMap((each) => {
      if (each.kind === 'pin') return [each.record];
      if (each.kind === 'must_link') return each.records;
      return each.kind === 'cannot_link' ? [...each.left, ...each.right] : [];
    }),
  ),
];

/** Numbers of the records that decisions name and the data has, from the scratch table `identity_<entity>`. */
export async function recordNumbers(
  warehouse: Warehouse,
  entity: 'customer' | 'contact' | 'product',
  decisions: readonly ActiveIdentityDecision[],
): Promise<ReadonlyMap<string, number>> {
  const named = namedRecords(decisions);
  if (named.length === 0) return new Map();
  const rows = await warehouse.rows<{ id: string; n: number }>(
    `select ${entity}_id as id, n from ${scratchTable(entity)}
     where ${entity}_id in (select unnest(from_json($1::json, '["varchar"]')))`,
    [JSON.stringify(named)],
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}
