import { namedRecords } from '../../../pipelines/identity/golden/record-numbers.ts';
import { TandemError } from '../../contract/errors.ts';
import type { IdentityDecision, identityDecisionInputSchema } from '../../contract/identity-decision.ts';
import type { z } from 'zod';
import { records } from '../queries/records.ts';
import { knownRecords } from './known-records.ts';
import type { Review } from './with-review.ts';

export type GivenDecision = z.output<typeof identityDecisionInputSchema>;

/** What a value must look like for a field that is not free text. */
const shapes: Readonly<Record<string, RegExp>> = {
  kind: /^(company|person)$/,
  country: /^[A-Z]{2}$/,
  currency: /^[A-Z]{3}$/,
  credit_limit: /^\d{1,14}(\.\d{1,4})?$/,
  payment_terms_days: /^\d{1,4}$/,
};

function absurdity(decision: GivenDecision): string | undefined {
  switch (decision.kind) {
    case 'must_link':
      return new Set(decision.records).size < 2 ? 'one_record' : undefined;
    case 'cannot_link':
      return decision.left.some((id) => decision.right.includes(id)) ? 'both_sides' : undefined;
    case 'pin': {
      const shape = shapes[decision.field] ?? /\S/;
      return shape.test(decision.value) ? undefined : 'value';
    }
    case 'threshold':
      return decision.review > decision.match ? 'thresholds' : undefined;
    default:
      return undefined;
  }
}

/**
 * [REVIEW-5] Refuses decisions that cannot be meant, that name records the data does not have, or that revoke what no
 * longer holds. Throws `absurd_decision`, `unknown_record` or `stale`.
 */
export async function checkDecisions(
  { lease, state }: Pick<Review, 'lease' | 'state'>,
  decisions: readonly GivenDecision[],
): Promise<void> {
  for (const decision of decisions) {
    const reason = absurdity(decision);
    if (reason !== undefined) throw new TandemError('absurd_decision', { reason });
  }
  const owners = decisions.flatMap((each) =>
    each.kind === 'pin' && each.field === 'owner_key' ? [each.value] : [],
  );
  if (!(await allEmployed(lease, owners))) throw new TandemError('absurd_decision', { reason: 'value' });
  for (const entity of ['customer', 'contact', 'product'] as const) {
    const named = namedRecords(decisions.filter((each) => each.entity === entity));
    const known = await knownRecords(lease, entity, named);
    const missing = named.find((id) => !known.has(id));
    if (missing !== undefined) throw new TandemError('unknown_record', { record: missing });
  }
  const held = new Map<string, IdentityDecision>(state.active.map((each) => [each.id, each]));
  for (const decision of decisions)
    if (decision.kind === 'revoke') {
      if (held.get(decision.revokes)?.entity !== decision.entity) throw new TandemError('stale');
      held.delete(decision.revokes);
    }
}

/** Whether each of these keys is somebody's. */
async function allEmployed(lease: Review['lease'], keys: readonly string[]): Promise<boolean> {
  if (keys.length === 0) return true;
  const found = await records<{ n: number }>(
    lease,
    `select count(distinct employee_id)::integer as n from dim_employee
where employee_id in (select unnest(from_json($1::json, '["varchar"]')))`,
    [JSON.stringify(keys)],
  );
  return found[0]?.n === new Set(keys).size;
}
