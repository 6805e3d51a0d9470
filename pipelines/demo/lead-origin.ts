import type { Customer } from './customers.ts';

/** A deal that may have begun as a lead: who wanted it, and when it was opened. */
export interface LeadOrigin {
  readonly number: number;
  readonly customer: Customer;
  readonly opportunityId: string;
  readonly accountId: string;
  readonly contactId: string;
  readonly campaignId: string;
  readonly opened: number;
  readonly second: number;
}
