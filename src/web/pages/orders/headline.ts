import type { OrderResponse } from '../../../contract/api/orders.ts';
import type { MessageArguments, MessageKey } from '../../../messages/translate.ts';

type Told = Pick<
  OrderResponse,
  | 'state'
  | 'isOpen'
  | 'isLate'
  | 'isBlocked'
  | 'isRefundDue'
  | 'isToInvoice'
  | 'hasInvoice'
  | 'isShippedThoughCancelled'
  | 'isUnpaidThoughCancelled'
  | 'isShortClosed'
  | 'isIncomplete'
  | 'lineCount'
  | 'daysLate'
  | 'cause'
  | 'supplyNumber'
  | 'expectedOn'
  | 'lastShippedOn'
  | 'quantityToShip'
  | 'quantityShipped'
  | 'isService'
>;

export interface Headline {
  readonly text: string;
  readonly tone: 'good' | 'warn' | 'bad' | 'plain';
}

interface Words {
  readonly say: (key: MessageKey, values?: MessageArguments) => string;
  readonly day: (iso: string) => string;
  readonly number: (value: number) => string;
}

const billed: ReadonlySet<OrderResponse['state']> = new Set(['invoiced', 'paid', 'credited']);

/**
 * The state; of what was shipped whether it is invoiced in part or need not be [STATUS-8], and of services, which wait for
 * no goods and no delivery, what is still to be done about them [STATUS-15].
 */
const stage = ({ state, isOpen, isToInvoice, hasInvoice, isService }: Told) => {
  if (isService && state === 'closed') return 'service_closed';
  if (isService && state === 'confirmed') return hasInvoice ? 'service_partly_invoiced' : 'service';
  if (state !== 'shipped') return state;
  if (isOpen) return 'goods_shipped';
  if (!isToInvoice) return 'shipped_for_nothing';
  return hasInvoice ? 'shipped_partly_invoiced' : state;
};

const against = ({ isShippedThoughCancelled, isUnpaidThoughCancelled }: Told): string =>
  !isShippedThoughCancelled ? 'unpaid' : isUnpaidThoughCancelled ? 'both' : 'shipped';

/** Where an order stands, in one line of words. */
export const headline = (order: Told, { say, day, number }: Words): Headline => {
  const on = (iso: string | null): MessageArguments => ({ day: iso === null ? 'none' : day(iso) });
  const why = (): string =>
    say(`orders.why.${order.cause ?? 'not_yet_due'}`, { number: order.supplyNumber ?? 'none' });
  if (order.isLate)
    return { text: say('orders.headline.late', { days: order.daysLate, why: why() }), tone: 'bad' };
  if (order.isBlocked) return { text: say('orders.headline.blocked', { why: why() }), tone: 'warn' };
  if (order.isIncomplete && order.lineCount === 0)
    return { text: say('orders.headline.no_lines'), tone: 'warn' };
  if (order.isShippedThoughCancelled || order.isUnpaidThoughCancelled)
    return {
      text: say('orders.headline.cancelled_against', { ...on(order.lastShippedOn), what: against(order) }),
      tone: 'bad',
    };
  const at = stage(order);
  const isAwaited = order.isOpen && at !== 'goods_shipped';
  const reached = say(`orders.headline.${at}`, on(isAwaited ? order.expectedOn : order.lastShippedOn));
  const isTakenBack = order.isToInvoice && billed.has(order.state);
  const loaded = isTakenBack ? say('orders.headline.taken_back', { stand: reached }) : reached;
  const known = order.isIncomplete ? say('orders.headline.incomplete', { stand: loaded }) : loaded;
  const isCutShort = order.isShortClosed && order.state !== 'closed';
  const stand = isCutShort ? cutShort(known) : known;
  if (order.isRefundDue) return { text: say('orders.headline.refund_due', { stand }), tone: 'warn' };
  if (order.isIncomplete || isTakenBack) return { text: stand, tone: 'warn' };
  return {
    text: stand,
    tone: order.isOpen || (order.state === 'paid' && !isCutShort) ? 'good' : 'plain',
  };

  /** [STATUS-12] Of goods how much was shipped, of services that the rest is not to come. */
  function cutShort(stand: string): string {
    return order.quantityShipped < order.quantityToShip
      ? say('orders.headline.short_closed', {
          stand,
          done: number(order.quantityShipped),
          all: number(order.quantityToShip),
        })
      : say('orders.headline.services_closed', { stand });
  }
};
