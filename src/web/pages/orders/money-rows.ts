import type { OrderResponse } from '../../../contract/api/orders.ts';

type Told = Pick<
  OrderResponse,
  | 'amount'
  | 'open'
  | 'isOpen'
  | 'isIncomplete'
  | 'missing'
  | 'invoiced'
  | 'paid'
  | 'receivable'
  | 'isRefundDue'
>;

/** The amounts of an order in base currency with the keys of their labels; what is not known, or not so, is left out. */
export const moneyRows = (order: Told) =>
  (
    [
      [order.isIncomplete ? 'orders.money.loaded' : 'orders.money.amount', order.amount],
      ['orders.money.missing', order.isIncomplete ? order.missing : null],
      ['orders.money.open', order.isOpen && order.amount !== null ? order.open : null],
      ['orders.money.invoiced', order.invoiced],
      ['orders.money.paid', order.paid],
      ['orders.money.receivable', order.isRefundDue ? null : order.receivable],
      ['orders.money.refund_due', order.isRefundDue && order.receivable !== null ? -order.receivable : null],
    ] as const
  ).flatMap(([label, amount]) => (amount === null ? [] : [{ label, amount }]));
