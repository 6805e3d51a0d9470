import { identityDecisions, type IdentityDecisions } from '../../store/identity-decisions.ts';
import { serial } from '../../store/serial.ts';

/** What the identity review keeps open: the journal, and who may change it now. */
export interface IdentityService {
  readonly decisions: IdentityDecisions;
  /** Runs tasks that look and then decide one after the other. */
  readonly alone: <T>(task: () => Promise<T>) => Promise<T>;
}

export const identityService = (journal: string, now: () => Date): IdentityService => ({
  decisions: identityDecisions(journal, now),
  alone: serial(),
});
