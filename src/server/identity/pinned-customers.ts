import type { IdentityDecisionInput } from '../../contract/identity-decision.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';

/** Which customer a record is in. */
export type CustomerOf = (record: string) => string;

type Pinning = Pick<IdentityDecisionInput, 'kind'> & { readonly record?: string };

/** The golden customers, as served, of the records that pins name; a record that is in none is its own. */
export async function pinnedCustomers(
  lease: Pick<ServingLease, 'rows'>,
  decisions: readonly Pinning[],
): Promise<CustomerOf> {
  const named = decisions.flatMap(({ kind, record }) =>
    kind === 'pin' && record !== undefined ? [record] : [],
  );
  if (named.length === 0) return (record) => record;
  const rows = await records<{ id: string; golden: string }>(
    lease,
    `select customer_id as id, golden_id as golden from int_customer_identity where customer_id in (select unnest(from_json($1::json, '["varchar"]')))`,
    [JSON.stringify([...new Set(named)])],
  );
  const golden = new Map(rows.map(({ id, golden }) => [id, golden]));
  return (record) => golden.get(record) ?? record;
}
