import type { OrderResponse } from '../../../contract/api/orders.ts';
import type { OrderCause } from '../../../contract/order-words.ts';
import type { MessageArguments, MessageKey } from '../../../messages/translate.ts';

type Told = Pick<
  OrderResponse,
  | 'number'
  | 'customerPo'
  | 'asOf'
  | 'state'
  | 'isOpen'
  | 'isLate'
  | 'isIncomplete'
  | 'isShortClosed'
  | 'cause'
  | 'promisedOn'
  | 'expectedOn'
  | 'lastShippedOn'
  | 'quantityToShip'
  | 'quantityShipped'
  | 'isService'
>;

interface Words {
  readonly say: (key: MessageKey, values?: MessageArguments) => string;
  readonly day: (iso: string) => string;
  readonly number: (value: number) => string;
  /** Between two sentences: none in Chinese. */
  readonly space: string;
}

/** What a customer may hear of a cause: nothing about money, other orders or suppliers. */
const spoken: Readonly<Record<OrderCause, MessageKey | undefined>> = {
  payment_hold: 'orders.text.late.ready',
  not_shipped: 'orders.text.late.ready',
  scheduled: 'orders.text.late.scheduled',
  production_late: 'orders.text.late.making',
  supply_late: 'orders.text.late.supply',
  short_stock: 'orders.text.late.supply',
  not_yet_due: undefined,
};

const billed: ReadonlySet<OrderResponse['state']> = new Set(['invoiced', 'paid', 'credited']);

/** The status of an order as plain text to send to its customer. */
export const customerText = (order: Told, { say, day, number, space }: Words): string => {
  const head = say('orders.text.greeting', {
    number: order.number ?? say('orders.number.none'),
    po: order.customerPo ?? 'none',
  });
  return [head, [say('orders.text.stand', { day: day(order.asOf) }), ...sentences()].join(space)].join('\n');

  function sentences(): string[] {
    if (order.state === 'quoted') return [say('orders.text.quoted')];
    if (order.state === 'cancelled') return [say('orders.text.cancelled')];
    const cause = order.isLate && order.cause !== null ? spoken[order.cause] : undefined;
    const rest = order.quantityShipped > 0;
    const because = cause === undefined ? [] : [say(cause)];
    const promised =
      order.promisedOn === null ? [] : [say('orders.text.promised', { day: day(order.promisedOn) })];
    if (order.isIncomplete)
      return [
        ...(rest ? [say('orders.text.part_shipped')] : []),
        say('orders.text.checking', { rest: rest ? 'yes' : 'no' }),
        ...(order.isLate ? promised : []),
        ...because,
      ];
    const share = { done: number(order.quantityShipped), all: number(order.quantityToShip) };
    const lastDay = { day: order.lastShippedOn === null ? 'none' : day(order.lastShippedOn) };
    const isAllShipped = rest && order.quantityShipped >= order.quantityToShip;
    if (order.state === 'closed' || order.isShortClosed) {
      if (isAllShipped) return [say('orders.text.done', lastDay), say('orders.text.closed_service')];
      if (order.isService) return [say('orders.text.closed_service')];
      return [rest ? say('orders.text.short_closed', { ...share, ...lastDay }) : say('orders.text.closed')];
    }
    if (order.isService) return [say('orders.text.service')];
    if (rest && !order.isOpen) return [say('orders.text.done', lastDay)];
    if (isAllShipped) return [say('orders.text.goods_done', lastDay)];
    if (!order.isOpen)
      return [say(billed.has(order.state) ? 'orders.text.nothing_to_ship' : 'orders.text.no_day')];
    return [
      ...(rest ? [say('orders.text.shipped', share)] : []),
      order.expectedOn === null
        ? say('orders.text.no_day')
        : say('orders.text.expected', { rest: rest ? 'yes' : 'no', day: day(order.expectedOn) }),
      ...promised,
      ...because,
    ];
  }
};
