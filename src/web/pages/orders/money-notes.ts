import type { OrderResponse } from '../../../contract/api/orders.ts';
import type { MessageArguments, MessageKey } from '../../../messages/translate.ts';
import { moneyRows } from './money-rows.ts';

type Told = Parameters<typeof moneyRows>[0] & Pick<OrderResponse, 'isInvoiceShared' | 'invoicesWithoutRate'>;

/** [ORDERS-11] What has to be known of the amounts of an order, in the words of its page; `base` is the base currency. */
export function moneyNotes(
  order: Told,
  base: string,
  say: (key: MessageKey, values: MessageArguments) => string,
): string[] {
  const { currency, invoiced, invoicesWithoutRate: n } = order;
  const isValued =
    currency !== null && currency !== base && moneyRows(order).some(({ of }) => of.amount !== null);
  return [
    ...(isValued ? [say('orders.money.valued', { currency: base })] : []),
    ...(n > 0 && invoiced !== null ? [say('orders.money.unrated', { n, currency: base })] : []),
    ...(order.isInvoiceShared ? [say('orders.money.shared', {})] : []),
  ];
}
