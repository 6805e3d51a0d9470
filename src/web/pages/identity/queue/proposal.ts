import type { IdentityDecisionInput } from '../../../../contract/identity-decision.ts';

/** Decisions to look at before they are kept. */
export interface Proposal {
  readonly title: string;
  readonly decisions: IdentityDecisionInput[];
  /** What the button says that keeps them. */
  readonly confirm: string;
}
