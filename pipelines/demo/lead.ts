import type { Place } from './places.ts';

/** Somebody who may buy, as the CRM has it on a day, with all its future, of which only the past is written. */
export interface Lead {
  readonly created: number;
  readonly second: number;
  readonly first: string;
  readonly last: string;
  readonly title: string;
  readonly company: string;
  readonly place: Place;
  readonly phone: string;
  readonly email: string;
  readonly source: string;
  readonly campaignId: string;
  readonly ownerId: string;
  /** Status from a day on, oldest first. */
  readonly steps: readonly LeadStep[];
  readonly became?: LeadOutcome;
  /** The true customer who asks; '' = nobody the company knows. */
  readonly trueId: string;
}

export interface LeadStep {
  readonly day: number;
  readonly status: LeadStatus;
}

export interface LeadOutcome {
  readonly accountId: string;
  readonly contactId: string;
  readonly opportunityId: string;
}

export type LeadStatus =
  'Open - Not Contacted' | 'Working - Contacted' | 'Closed - Converted' | 'Closed - Not Converted';
