import { TandemError } from '../../contract/errors.ts';
import type { IdentityDecisionInput } from '../../contract/identity-decision.ts';
import { records } from '../queries/records.ts';
import { pinLists } from './pin-lists.ts';
import type { Review } from './with-review.ts';

type Pin = Extract<IdentityDecisionInput, { kind: 'pin' }>;
type Said = Record<'record' | 'field' | 'value', string> & Record<'holds' | 'pinned', boolean>;

/**
 * [REVIEW-5] Refuses pins of values that cannot be of their field; `earlier` are the decisions that hold already. Throws
 * `absurd_decision` with the field.
 */
export async function checkPins(
  lease: Review['lease'],
  earlier: readonly IdentityDecisionInput[],
  decisions: readonly IdentityDecisionInput[],
): Promise<void> {
  const pins = decisions.filter((each): each is Pin => each.kind === 'pin');
  if (pins.length === 0) return;
  const { pinFits } = await import('./pin-fits.ts');
  const [lists, said, unknown] = await Promise.all([
    pinLists(lease),
    saidOf(lease, pins),
    unknownOwners(lease, pins),
  ]);
  const decided = [...earlier, ...decisions];
  for (const { record, field, value } of pins) {
    const own = said.filter((each) => each.record === record);
    const pinned = decided.findLast(
      (each) => each.kind === 'pin' && each.record === record && each.field === 'country',
    );
    const country =
      pinned?.kind === 'pin'
        ? pinned.value
        : own.find((each) => each.field === 'country' && each.holds)?.value;
    const fits =
      field === 'owner_key'
        ? !unknown.has(value)
        : pinFits(field, value, {
            lists,
            country,
            said: own.filter((each) => each.field === field && !each.pinned).map((each) => each.value),
          });
    if (!fits) throw new TandemError('absurd_decision', { reason: 'value', field });
  }
}

/** What the records of the customer of each pinned record say. */
const saidOf = (lease: Review['lease'], pins: readonly Pin[]): Promise<Said[]> =>
  records<Said>(
    lease,
    `with asked as (select distinct unnest(from_json($1::json, '["varchar"]')) as record)
select asked.record, v.field, v.value, v.is_winner as holds, v.is_winner and v.rule = 'pin' as pinned
from asked join bridge_golden_record b on b.customer_id = asked.record join bridge_golden_value v on v.golden_id = b.golden_id
where v.field in ('country', 'email', 'phone', 'tax_id', 'website')`,
    [JSON.stringify(pins.map(({ record }) => record))],
  );

/** Pinned owners that nobody is. */
async function unknownOwners(lease: Review['lease'], pins: readonly Pin[]): Promise<ReadonlySet<string>> {
  const keys = pins.flatMap(({ field, value }) => (field === 'owner_key' ? [value] : []));
  if (keys.length === 0) return new Set();
  const rows = await records<{ key: string }>(
    lease,
    `select key from (select unnest(from_json($1::json, '["varchar"]')) as key) anti join dim_employee on employee_id = key`,
    [JSON.stringify(keys)],
  );
  return new Set(rows.map(({ key }) => key));
}
