import type { OpportunityStanding } from '../../../contract/order-words.ts';
import { leadStatusText } from '../../state/lead-text.ts';
import { memberText } from '../../state/member-text.ts';
import { isLead } from './opportunity-headline.ts';

/** The stage of an opportunity, or the status of a lead, in the reader's words. */
export const stageText = (standing: OpportunityStanding, stage: string): string =>
  isLead(standing) ? leadStatusText(stage) : memberText('stage', stage);
