import type { IdentityPairResponse } from '../../../../contract/api/identity.ts';
import { seriesLabel } from './series-label.ts';

export type WhyNot =
  | 'joined'
  | 'decided_apart'
  | 'never_compared'
  | 'too_light'
  | 'unsure'
  | 'one_of_several'
  | 'other_of_several'
  | 'held_apart'
  | 'no_rule'
  | 'alike'
  | 'names_differ'
  | 'name_fits_several'
  | 'tied_apart';

const byRule = { apart: 'no_rule', review: 'alike', match: 'tied_apart' } as const;

/** Why two records are not one customer: the first reason that holds, from the strongest on. */
export const whyNot = (
  pair: Pick<
    IdentityPairResponse,
    'sameGolden' | 'decided' | 'blocks' | 'band' | 'weight' | 'rules' | 'addends'
  >,
): WhyNot => {
  if (pair.sameGolden) return 'joined';
  if (pair.decided?.kind === 'cannot_link') return 'decided_apart';
  if (pair.weight === null) {
    const meets = (rule: string): boolean => pair.rules.some(({ name, holds }) => name === rule && holds);
    if (pair.band !== 'review' || !meets('email_shared')) return byRule[pair.band];
    // [GOLDEN-8] Whom a rule would tie, were it not that the name fits others of the mailbox too.
    return meets('email') ? 'name_fits_several' : 'names_differ';
  }
  if (pair.blocks.length === 0) return 'never_compared';
  // [LINK-45] Its weight is a match's: several companies of a series weigh as much.
  const several = seriesLabel(pair);
  if (several) return several;
  if (pair.band === 'apart') return 'too_light';
  // A match by weight that clustering did not join: other records or decisions speak against it.
  return pair.band === 'review' ? 'unsure' : 'held_apart';
};
