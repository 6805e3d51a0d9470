import { identityEntities, type IdentityEntity } from '../../contract/identity-entities.ts';
import type { ReviewState } from './review-state.ts';

/** How many decisions and revocations about each entity the generation served does not know yet. */
export function pendingOf({
  decisions,
  isPending,
}: Pick<ReviewState, 'decisions' | 'isPending'>): Record<IdentityEntity, number> {
  const waiting = decisions.filter(isPending);
  const count = (entity: IdentityEntity): number => waiting.filter((each) => each.entity === entity).length;
  const [customer, contact, product] = identityEntities.map(count);
  return { customer: customer ?? 0, contact: contact ?? 0, product: product ?? 0 };
}
