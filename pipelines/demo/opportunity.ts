import type { Customer } from './customers.ts';
import type { Random } from './random.ts';
import type { Wish } from './wish.ts';

export interface DealStep {
  readonly stage: number;
  readonly day: number;
  readonly amount: number;
  readonly close: number;
}

/** A deal of the CRM with all its future, of which only the past is written. */
export interface Opportunity {
  readonly id: string;
  readonly number: number;
  readonly customer: Customer;
  readonly accountId: string;
  readonly contactId: string;
  readonly campaignId: string;
  readonly second: number;
  readonly wishes: readonly Wish[];
  readonly steps: readonly DealStep[];
  readonly created: number;
  readonly closes: number;
  readonly won: boolean;
  readonly random: Random;
  orderRef: string;
  ordered: boolean;
  /** When it was last changed as the first extract has it; empty = not in it. */
  extracted: string;
}
