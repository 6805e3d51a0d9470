import type { ThreadDocument, ThreadTie } from '../../contract/api/orders.ts';
import { rowCells, type Row } from './row-cells.ts';

/** A row of `compileDocuments` as the contract has it. */
export function threadDocumentOf(row: Row): ThreadDocument {
  const { text, number } = rowCells(row);
  return {
    kind: text('kind') as ThreadDocument['kind'],
    id: text('document_id') ?? '',
    number: text('number'),
    title: text('title'),
    state: text('state'),
    on: text('event_on'),
    dueOn: text('due_on'),
    amount: number('amount'),
    currency: text('currency'),
    amountInCurrency: number('amount_in_currency'),
    quantity: number('quantity'),
    source: text('_source'),
  };
}

/** A row of `compileTies` as the contract has it. */
export function threadTieOf(row: Row): ThreadTie {
  const { text, amount } = rowCells(row);
  return {
    fromKind: text('from_kind') as ThreadTie['fromKind'],
    fromId: text('from_id') ?? '',
    toKind: text('to_kind') as ThreadTie['toKind'],
    toId: text('to_id'),
    rule: text('rule') ?? '',
    confidence: amount('confidence'),
    gap: text('gap'),
  };
}
