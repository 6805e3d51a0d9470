import type { IdentityPair } from '../../contract/api/identity.ts';
import type { DecidedPair } from './decided-pairs.ts';
import type { ReviewState } from './review-state.ts';

/** What is decided about two records, whichever comes first. */
export function decidedAbout(
  decided: readonly DecidedPair[],
  state: Pick<ReviewState, 'decisions' | 'isPending'>,
  a: string,
  b: string,
): IdentityPair['decided'] {
  const named = decided.find(({ left, right }) => (left === a && right === b) || (left === b && right === a));
  if (!named) return null;
  const decision = state.decisions.find(({ id }) => id === named.id);
  return {
    id: named.id,
    kind: named.joins ? 'must_link' : 'cannot_link',
    pending: decision !== undefined && state.isPending(decision),
  };
}
