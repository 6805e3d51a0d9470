import type { OrderResponse } from '../../../contract/api/orders.ts';
import type { MessageArguments, MessageKey } from '../../../messages/translate.ts';

type Told = Pick<
  OrderResponse,
  | 'state'
  | 'isOpen'
  | 'isLate'
  | 'isBlocked'
  | 'isRefundDue'
  | 'isIncomplete'
  | 'lineCount'
  | 'daysLate'
  | 'cause'
  | 'supplyNumber'
  | 'expectedOn'
  | 'lastShippedOn'
>;

export interface Headline {
  readonly text: string;
  readonly tone: 'good' | 'warn' | 'bad' | 'plain';
}

interface Words {
  readonly say: (key: MessageKey, values?: MessageArguments) => string;
  readonly day: (iso: string) => string;
}

/** Where an order stands, in one line of words. */
export const headline = (order: Told, { say, day }: Words): Headline => {
  const on = (iso: string | null): MessageArguments => ({ day: iso === null ? 'none' : day(iso) });
  const why = (): string =>
    say(`orders.why.${order.cause ?? 'not_yet_due'}`, { number: order.supplyNumber ?? 'none' });
  if (order.isLate)
    return { text: say('orders.headline.late', { days: order.daysLate, why: why() }), tone: 'bad' };
  if (order.isBlocked) return { text: say('orders.headline.blocked', { why: why() }), tone: 'warn' };
  if (order.isIncomplete && order.lineCount === 0)
    return { text: say('orders.headline.no_lines'), tone: 'warn' };
  const loaded = say(
    `orders.headline.${order.state}`,
    on(order.isOpen ? order.expectedOn : order.lastShippedOn),
  );
  const stand = order.isIncomplete ? say('orders.headline.incomplete', { stand: loaded }) : loaded;
  if (order.isRefundDue) return { text: say('orders.headline.refund_due', { stand }), tone: 'warn' };
  if (order.isIncomplete) return { text: stand, tone: 'warn' };
  return {
    text: stand,
    tone: order.isOpen || order.state === 'paid' ? 'good' : 'plain',
  };
};
