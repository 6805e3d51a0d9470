import type { OrderResponse } from '../../../contract/api/orders.ts';
import type { ThreadKind } from '../../../contract/order-words.ts';
import type { MessageKey } from '../../../messages/translate.ts';

/** What follows an order as long as it is not cancelled. */
const expected: ReadonlySet<ThreadKind> = new Set(['shipment', 'invoice', 'payment']);

/** What is said of a step of a thread that has no document; `state` is that of the order, none of an opportunity without one. */
export const noDocument = (kind: ThreadKind, state: OrderResponse['state'] | undefined): MessageKey =>
  state === 'cancelled' && expected.has(kind)
    ? 'orders.step.none.cancelled'
    : kind === 'payment' && state === 'credited'
      ? 'orders.step.none.payment.credited'
      : kind === 'quote' && (state === undefined || state === 'quoted')
        ? 'orders.step.none.quote.open'
        : `orders.step.none.${kind}`;
