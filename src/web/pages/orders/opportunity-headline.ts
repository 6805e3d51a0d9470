import type { FoundOpportunity } from '../../../contract/api/orders.ts';
import type { OpportunityStanding } from '../../../contract/order-words.ts';
import type { MessageArguments, MessageKey } from '../../../messages/translate.ts';
import type { Headline } from './headline.ts';

interface Words {
  readonly say: (key: MessageKey, values?: MessageArguments) => string;
  readonly day: (iso: string) => string;
  /** A stage, or the status of a lead, in the reader's words. */
  readonly stage: (standing: OpportunityStanding, stage: string) => string;
}

const tones: Readonly<Record<OpportunityStanding, Headline['tone']>> = {
  no_order_yet: 'plain',
  won_no_order_yet: 'warn',
  won_without_order: 'bad',
  lost: 'plain',
  lead_open: 'plain',
  lead_closed: 'plain',
};

export const isLead = (standing: OpportunityStanding): boolean =>
  standing === 'lead_open' || standing === 'lead_closed';

/** Whether the day told of it is that on which it was made. */
export const isMade = (standing: OpportunityStanding): boolean =>
  standing === 'no_order_yet' || isLead(standing);

/** What an opportunity without an order waits for, in one line of words. */
export const opportunityHeadline = (
  { standing, stage, on, expectedOn }: Pick<FoundOpportunity, 'standing' | 'stage' | 'on' | 'expectedOn'>,
  { say, day, stage: stageText }: Words,
): Headline => {
  const told = standing === 'no_order_yet' ? expectedOn : on;
  return {
    text: say(`orders.standing.${standing}`, {
      stage: stage === null ? 'none' : stageText(standing, stage),
      day: told === null ? 'none' : day(told),
    }),
    tone: tones[standing],
  };
};
