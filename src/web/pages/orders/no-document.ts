import type { OrderResponse } from '../../../contract/api/orders.ts';
import type { ThreadKind } from '../../../contract/order-words.ts';
import type { MessageKey } from '../../../messages/translate.ts';

type State = OrderResponse['state'];

const over: readonly State[] = ['cancelled', 'closed'];

/** What follows an order, with the states in which it is no longer to come. */
const notToCome: ReadonlyMap<ThreadKind, ReadonlySet<State>> = new Map([
  ['shipment', new Set<State>([...over, 'shipped', 'invoiced', 'paid', 'credited'])],
  ['invoice', new Set(over)],
  ['payment', new Set(over)],
]);

/**
 * What is said of a step of a thread that has no document; `state` is that of the order, none of an opportunity without
 * one. Services are not shipped [STATUS-15].
 */
export const noDocument = (kind: ThreadKind, state: State | undefined, isService = false): MessageKey =>
  (state !== undefined && notToCome.get(kind)?.has(state) === true) || (isService && kind === 'shipment')
    ? 'orders.step.none.over'
    : kind === 'payment' && state === 'credited'
      ? 'orders.step.none.payment.credited'
      : kind === 'quote' && (state === undefined || state === 'quoted')
        ? 'orders.step.none.quote.open'
        : `orders.step.none.${kind}`;
