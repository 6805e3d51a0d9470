import type { IdentityDecision, IdentityDecisionInput } from '../../../../contract/identity-decision.ts';

const stamps = new Set(['id', 'at', 'by', 'why']);
const core = (decision: IdentityDecisionInput): string =>
  JSON.stringify(
    Object.entries(decision)
      .filter(([name]) => !stamps.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** True when a line of the journal says what a person has just decided. */
export const decisionMatches = (kept: IdentityDecision, input: IdentityDecisionInput): boolean =>
  core(kept) === core(input);
