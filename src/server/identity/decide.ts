import { TandemError } from '../../contract/errors.ts';
import type { ActiveIdentityDecision } from '../../contract/identity-decision.ts';
import type { Services } from '../services.ts';
import { checkDecisions, type GivenDecision } from './check-decisions.ts';
import { overruledDecisions } from './overruled.ts';
import { pinnedCustomers, type CustomerOf } from './pinned-customers.ts';
import { reviewState } from './review-state.ts';
import type { Review } from './with-review.ts';

/** What a decision says, without who, when and why: of two that say the same one is enough. */
const saying = (decision: GivenDecision): string => {
  const sorted = (ids: readonly string[]): string[] => [...new Set(ids)].sort();
  switch (decision.kind) {
    case 'must_link':
      return JSON.stringify([decision.kind, decision.entity, sorted(decision.records)]);
    case 'cannot_link':
      return JSON.stringify([
        decision.kind,
        decision.entity,
        ...[sorted(decision.left), sorted(decision.right)].sort(),
      ]);
    case 'pin':
      return JSON.stringify([decision.kind, decision.record, decision.field, decision.value]);
    case 'threshold':
      return JSON.stringify([decision.kind, decision.match, decision.review]);
    case 'revoke':
      return JSON.stringify([decision.kind, decision.revokes]);
  }
};

/** The decisions that would hold after these, oldest first; new ones are named `new-0`, `new-1` …. */
export function withNew(
  active: readonly ActiveIdentityDecision[],
  given: readonly GivenDecision[],
): ActiveIdentityDecision[] {
  const revoked = new Set(given.flatMap((each) => (each.kind === 'revoke' ? [each.revokes] : [])));
  return [
    ...active.filter(({ id }) => !revoked.has(id)),
    ...given.flatMap((each, at): ActiveIdentityDecision[] =>
      each.kind === 'revoke' ? [] : [{ ...each, id: `new-${String(at)}`, at: '', by: '' }],
    ),
  ];
}

/** Earlier decisions that would no longer hold. Throws `contradicts` when the new ones contradict each other. */
export function newlyOverruled(
  active: readonly ActiveIdentityDecision[],
  given: readonly GivenDecision[],
  by: string,
  customerOf: CustomerOf,
): string[] {
  const already = overruledDecisions(active, customerOf);
  const now = [...overruledDecisions(withNew(active, given), customerOf)].filter((id) => !already.has(id));
  if (now.some((id) => id.startsWith('new-'))) throw new TandemError('contradicts', { decision: '', by });
  return now;
}

export interface DecideRequest {
  readonly decisions: readonly GivenDecision[];
  readonly overrules: readonly string[];
  readonly generation?: string | undefined;
}

/**
 * [REVIEW-6] Keeps decisions, all or none, one request after the other. A decision that says what one that holds says
 * already is not kept twice. Throws `contradicts` when an earlier one would no longer hold that the person did not name,
 * and `stale` when they looked at another generation.
 */
export function decide(
  services: Pick<Services, 'identity'>,
  review: Pick<Review, 'lease'>,
  request: DecideRequest,
  by: string,
): Promise<{ ids: string[]; added: number; pending: number }> {
  const { lease } = review;
  return services.identity.alone(async () => {
    if (request.generation !== undefined && request.generation !== lease.generation)
      throw new TandemError('stale');
    const before = await reviewState(services, lease);
    await checkDecisions({ lease, state: before }, request.decisions);
    const customerOf = await pinnedCustomers(lease, [...before.active, ...request.decisions]);
    const overruled = overruledDecisions(before.active, customerOf);
    const held = new Map(
      before.active.filter(({ id }) => !overruled.has(id)).map((each) => [saying(each), each.id]),
    );
    const fresh = request.decisions.filter((each) => !held.has(saying(each)));
    const accepted = new Set(request.overrules);
    const refused = newlyOverruled(before.active, fresh, by, customerOf).find((id) => !accepted.has(id));
    const against = before.active.find(({ id }) => id === refused);
    if (against) throw new TandemError('contradicts', { decision: against.id, by: against.by });
    const kept = await services.identity.decisions.appendAll(fresh, by);
    const made = new Map(kept.map((each, at) => [saying(fresh[at] ?? each), each.id]));
    const after = await reviewState(services, lease);
    return {
      ids: request.decisions.map((each) => held.get(saying(each)) ?? made.get(saying(each)) ?? ''),
      added: kept.length,
      pending: after.pending,
    };
  });
}
