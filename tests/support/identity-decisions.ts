import type { IdentityDecisionInput } from '../../src/contract/identity-decision.ts';
import type { IdentityEntity } from '../../src/contract/identity-entities.ts';

export interface DecisionsOn {
  readonly merge: (...records: string[]) => IdentityDecisionInput;
  readonly apart: (left: string[], right: string[]) => IdentityDecisionInput;
  readonly revoke: (revokes: string) => IdentityDecisionInput;
}

/** Decisions on customers, contacts or products, as the page sends them. */
export const decisionsOn = (entity: IdentityEntity): DecisionsOn => ({
  merge: (...records) => ({ kind: 'must_link', entity, records }),
  apart: (left, right) => ({ kind: 'cannot_link', entity, left, right }),
  revoke: (revokes) => ({ kind: 'revoke', entity, revokes }),
});
