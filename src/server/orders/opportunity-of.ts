import type { FoundOpportunity } from '../../contract/api/orders.ts';
import { customerOf } from './customer-of.ts';
import { rowCells, type Row } from './row-cells.ts';

/** A row of `compileOpportunity` as the contract has it. */
export function opportunityOf(row: Row): Omit<FoundOpportunity, 'hits' | 'isExact'> {
  const { text, number } = rowCells(row);
  return {
    opportunityId: text('opportunity_id') ?? '',
    number: text('number'),
    name: text('name'),
    customer: customerOf(row),
    region: text('region'),
    channel: text('channel'),
    stage: text('stage'),
    standing: text('standing') as FoundOpportunity['standing'],
    leadSource: text('lead_source'),
    on: text('event_on'),
    expectedOn: text('due_on'),
    amount: number('amount'),
    currency: text('currency'),
    amountInCurrency: number('amount_in_currency'),
  };
}
