import type { IdentityEntity } from '../../../../contract/identity-entities.ts';
import { tOr } from '../../../state/locale.svelte.ts';

/** A rule that ties records, or says what is alike, in the reader's words. */
export const tieRuleText = (rule: string, entity: IdentityEntity): string =>
  tOr(`identity.tie_rule.${entity}.${rule}`, rule.replaceAll('_', ' '));
