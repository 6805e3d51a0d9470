import { namedRecords } from '../../../pipelines/identity/golden/record-numbers.ts';
import { TandemError } from '../../contract/errors.ts';
import type { IdentityDecision, identityDecisionInputSchema } from '../../contract/identity-decision.ts';
import type { z } from 'zod';
import { checkPins } from './check-pins.ts';
import { knownRecords } from './known-records.ts';
import type { Review } from './with-review.ts';

export type GivenDecision = z.output<typeof identityDecisionInputSchema>;

function absurdity(decision: GivenDecision): string | undefined {
  switch (decision.kind) {
    case 'must_link':
      return new Set(decision.records).size < 2 ? 'one_record' : undefined;
    case 'cannot_link':
      return decision.left.some((id) => decision.right.includes(id)) ? 'both_sides' : undefined;
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
  for (const entity of ['customer', 'contact', 'product'] as const) {
    const named = namedRecords(decisions.filter((each) => each.entity === entity));
    const known = await knownRecords(lease, entity, named);
    const missing = named.find((id) => !known.has(id));
    if (missing !== undefined) throw new TandemError('unknown_record', { record: missing });
  }
  await checkPins(lease, state.active, decisions);
  const held = new Map<string, IdentityDecision>(state.active.map((each) => [each.id, each]));
  for (const decision of decisions)
    if (decision.kind === 'revoke') {
      if (held.get(decision.revokes)?.entity !== decision.entity) throw new TandemError('stale');
      held.delete(decision.revokes);
    }
}
