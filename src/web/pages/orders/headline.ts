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
  | 'quantityOrdered'
  | 'quantityShipped'
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

/** The state, and of what was shipped whether it is invoiced in part or need not be [STATUS-8]. */
const stage = ({ state, isToInvoice, hasInvoice }: Told) =>
  state !== 'shipped'
    ? state
    : !isToInvoice
      ? 'shipped_for_nothing'
      : hasInvoice
        ? 'shipped_partly_invoiced'
        : state;

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
  const reached = say(
    `orders.headline.${stage(order)}`,
    on(order.isOpen ? order.expectedOn : order.lastShippedOn),
  );
  const isTakenBack = order.isToInvoice && billed.has(order.state);
  const loaded = isTakenBack ? say('orders.headline.taken_back', { stand: reached }) : reached;
  const known = order.isIncomplete ? say('orders.headline.incomplete', { stand: loaded }) : loaded;
  const isCutShort = order.isShortClosed && order.quantityShipped > 0;
  const stand = isCutShort
    ? say('orders.headline.short_closed', {
        stand: known,
        done: number(order.quantityShipped),
        all: number(order.quantityOrdered),
      })
    : known;
  if (order.isRefundDue) return { text: say('orders.headline.refund_due', { stand }), tone: 'warn' };
  if (order.isIncomplete || isTakenBack) return { text: stand, tone: 'warn' };
  return {
    text: stand,
    tone: order.isOpen || (order.state === 'paid' && !isCutShort) ? 'good' : 'plain',
  };
};
