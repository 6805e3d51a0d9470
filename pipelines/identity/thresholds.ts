import type { ActiveIdentityDecision } from '../../src/contract/identity-decision.ts';

/** In 1/1000 bit: pairs from `match` on are one unless something speaks against it, from `review` on a person may look. */
export interface LinkThresholds {
  readonly match: number;
  readonly review: number;
}

/** Pairs below are not kept, whatever thresholds people choose. */
export const lowestKept = -3_000;

/** [LINK-5] What a pair that is not kept counts where the pairs between two clusters are averaged. */
export const missingWeight = lowestKept - 3_000;

/** [DECIDE-4] The thresholds that people chose: those of the newest decision about them that holds. */
export function activeThresholds(decisions: readonly ActiveIdentityDecision[]): LinkThresholds | undefined {
  const newest = decisions.findLast((each) => each.kind === 'threshold');
  return newest && { match: newest.match, review: Math.min(newest.match, newest.review) };
}
