import type { IdentityDecision } from '../../contract/identity-decision.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';

const bridges = {
  customer: 'select customer_id as id from bridge_golden_record',
  contact: 'select contact_id as id from bridge_contact_record',
  product: 'select product_id as id from bridge_product_record',
} as const;

/** Which of these ids are records of the kind that the generation has. */
export async function knownRecords(
  lease: Pick<ServingLease, 'rows'>,
  entity: IdentityDecision['entity'],
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await records<{ id: string }>(
    lease,
    `select id from (${bridges[entity]}) where id in (select unnest(from_json($1::json, '["varchar"]')))`,
    [JSON.stringify(ids)],
  );
  return new Set(rows.map(({ id }) => id));
}
