import type { IdentityDecisionInput } from '../../../../contract/identity-decision.ts';
import type { IdentityEntity } from '../../../../contract/identity-entities.ts';
import { readQueue, writeQueue, type PairIds } from '../identity-address.ts';

/** The two records that a decision is about; `undefined` where it is about more, or about no pair. */
export const decidedPair = (decision: IdentityDecisionInput): PairIds | undefined => {
  const ids =
    decision.kind === 'must_link'
      ? decision.records
      : decision.kind === 'cannot_link'
        ? [...decision.left, ...decision.right]
        : [];
  const [left, right] = ids;
  return left !== undefined && right !== undefined && ids.length === 2 ? { left, right } : undefined;
};

/** Where a pair is seen whatever is decided about it, in the list of what is decided. */
export const pairAddress = (pair: PairIds, entity: IdentityEntity): string =>
  writeQueue({ ...readQueue(new URLSearchParams()), entity, view: 'decided', pair });
