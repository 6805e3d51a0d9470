import type { OrderResponse } from '../../../contract/api/orders.ts';
import type { Amounts } from '../../components/told-amount.ts';

type Told = Pick<
  OrderResponse,
  | 'currency'
  | 'amount'
  | 'amountInCurrency'
  | 'open'
  | 'openInCurrency'
  | 'isOpen'
  | 'isIncomplete'
  | 'missing'
  | 'missingInCurrency'
  | 'invoiced'
  | 'invoicedInCurrency'
  | 'paid'
  | 'paidInCurrency'
  | 'receivable'
  | 'receivableInCurrency'
  | 'isRefundDue'
  | 'quantityOrdered'
  | 'quantityToShip'
  | 'quantityShipped'
>;

const lessThanNothing = (amount: number | null): number | null => (amount === null ? null : -amount);

/** What of an order is open: goods to be shipped, services to be invoiced, or both [STATUS-15]. */
const openLabel = ({ quantityOrdered, quantityToShip, quantityShipped }: Told) =>
  quantityOrdered <= quantityToShip
    ? 'orders.money.open'
    : quantityShipped < quantityToShip
      ? 'orders.money.open_both'
      : 'orders.money.open_services';

/**
 * [ORDERS-11] The amounts of an order in its own currency and in base currency, with the keys of their labels; what is
 * known in neither, or not so, is left out.
 */
export const moneyRows = (order: Told) => {
  const { isIncomplete, isOpen, isRefundDue } = order;
  const isWorth = order.amount !== null || order.amountInCurrency !== null;
  const rows = [
    [
      isIncomplete ? 'orders.money.loaded' : 'orders.money.amount',
      true,
      order.amount,
      order.amountInCurrency,
    ],
    ['orders.money.missing', isIncomplete, order.missing, order.missingInCurrency],
    [openLabel(order), isOpen && isWorth, order.amount === null ? null : order.open, order.openInCurrency],
    ['orders.money.invoiced', true, order.invoiced, order.invoicedInCurrency],
    ['orders.money.paid', true, order.paid, order.paidInCurrency],
    ['orders.money.receivable', !isRefundDue, order.receivable, order.receivableInCurrency],
    [
      'orders.money.refund_due',
      isRefundDue,
      lessThanNothing(order.receivable),
      lessThanNothing(order.receivableInCurrency),
    ],
  ] as const;
  return rows.flatMap(([label, isSo, amount, amountInCurrency]) => {
    const of: Amounts = { amount, currency: order.currency, amountInCurrency };
    return isSo && (amount !== null || (order.currency !== null && amountInCurrency !== null))
      ? [{ label, of }]
      : [];
  });
};
