import type { FoundOrder } from '../../contract/api/orders.ts';
import { customerOf } from './customer-of.ts';
import { rowCells, type Row } from './row-cells.ts';

export type Standing = Omit<FoundOrder, 'hits' | 'isExact'>;

/** A row of `standingColumns` as the contract has it. */
export function standingOf(row: Row): Standing {
  const { text, number, amount, is } = rowCells(row);
  return {
    orderId: text('order_id') ?? '',
    number: text('order_number'),
    customerPo: text('customer_po'),
    customer: customerOf(row),
    region: text('region'),
    channel: text('channel'),
    state: (text('state') ?? 'unknown') as Standing['state'],
    isOpen: is('is_open'),
    isLate: is('is_late'),
    isBlocked: is('is_blocked'),
    isRefundDue: is('is_refund_due'),
    isToInvoice: is('is_to_invoice'),
    hasInvoice: is('has_invoice'),
    isShippedThoughCancelled: is('is_shipped_though_cancelled'),
    isUnpaidThoughCancelled: is('is_unpaid_though_cancelled'),
    isShortClosed: is('is_short_closed'),
    daysLate: amount('days_late'),
    cause: text('cause') as Standing['cause'],
    supplyKind: text('supply_kind'),
    supplyNumber: text('supply_number'),
    orderedOn: text('ordered_on'),
    promisedOn: text('promised_on'),
    expectedOn: text('expected_on'),
    lastShippedOn: text('last_shipped_on'),
    lineCount: amount('line_count'),
    isIncomplete: is('is_incomplete'),
    missing: number('missing'),
    amount: number('amount'),
    open: amount('open'),
    currency: text('currency'),
    amountInCurrency: number('amount_in_currency'),
    openInCurrency: amount('open_in_currency'),
    missingInCurrency: number('missing_in_currency'),
    quantityOrdered: amount('quantity_ordered'),
    quantityToShip: amount('quantity_to_ship'),
    quantityShipped: amount('quantity_shipped'),
    isService: is('is_service'),
  };
}
