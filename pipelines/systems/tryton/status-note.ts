import type { OrderStatus } from '../../write-back/order-status.ts';
import type { StatusRecord } from '../../write-back/status-records.ts';

const begin = '«Tandem:';
const end = '»';
/** Part of a search domain: notes that carry a block of ours. */
export const markedMessage = ['message', 'like', `%${begin}%`] as const;

const words = {
  en: {
    head: 'order status',
    asOf: 'as of',
    promised: 'promised',
    expected: 'expected',
    late: (days: number) => `${String(days)} ${days === 1 ? 'day' : 'days'} late`,
    shipped: 'shipped',
    invoiced: 'invoiced',
    more: (count: number) => `and ${String(count)} more`,
    nothing: 'There are no orders.',
  },
  zh: {
    head: '订单状态',
    asOf: '截至',
    promised: '承诺',
    expected: '预计',
    late: (days: number) => `迟 ${String(days)} 天`,
    shipped: '已发货',
    invoiced: '已开票',
    more: (count: number) => `另有 ${String(count)} 张订单`,
    nothing: '没有订单。',
  },
};
const listed = 20;

/** Text of ours never holds the signs that end a block. */
const plain = (text: string): string =>
  text.replaceAll('«', '‹').replaceAll('»', '›').replaceAll(/\s+/g, ' ').trim();

const dated = (word: string, day: string | null): string[] => (day === null ? [] : [`${word} ${day}`]);
const percent = (word: string, share: number | null): string[] =>
  share === null ? [] : [`${word} ${String(Math.round(share * 100))} %`];

function orderLine(order: OrderStatus, say: (typeof words)['en']): string {
  const { late_days: late, late_cause: cause, last_event: event, last_event_on: on } = order;
  const lateText =
    late === null || late <= 0 ? [] : [`${say.late(late)}${cause === null ? '' : ` (${plain(cause)})`}`];
  return [
    plain(order.order_number),
    ...(order.customer_po === null ? [] : [plain(order.customer_po)]),
    plain(order.state),
    ...dated(say.promised, order.promised_on),
    ...dated(say.expected, order.expected_on),
    ...lateText,
    ...percent(say.shipped, order.shipped_share),
    ...percent(say.invoiced, order.invoiced_share),
    ...(event === null ? [] : [`${plain(event)}${on === null ? '' : ` ${on}`}`]),
  ].join(' · ');
}

/** Whether a body says in any language that no order counts (STATUS-10). */
export const saysNothing = (body: string): boolean =>
  Object.values(words).some(({ nothing }) => nothing === body);

/** What is said of a record: every open order, else the last one, a line each; unknown parts are left out. */
export function noteBody({ orders, open }: StatusRecord, language: string): string {
  const say = language.startsWith('zh') ? words.zh : words.en;
  if (orders.length === 0) return say.nothing;
  const shown = open === 0 ? orders.slice(0, 1) : orders.filter((order) => order.is_open);
  const lines = shown.slice(0, listed).map((order) => orderLine(order, say));
  return [...lines, ...(shown.length > listed ? [say.more(shown.length - listed)] : [])].join('\n');
}

/** [TRYTON-2] The block: a head with the stamps, the body, the end. */
export function noteBlock(body: string, stamp: { asOf: string; version: string }, language: string): string {
  const say = language.startsWith('zh') ? words.zh : words.en;
  return `${begin} ${say.head}, ${say.asOf} ${stamp.asOf} (${stamp.version})\n${body}${end}`;
}

export interface NoteParts {
  readonly before: string;
  readonly body: string;
  readonly after: string;
}

/** A message cut at our block, or nothing when it has no whole block or several. */
export function noteParts(message: string): NoteParts | undefined {
  const from = message.indexOf(begin);
  const to = message.indexOf(end, from);
  if (from < 0 || to < 0 || message.indexOf(begin, from + 1) >= 0) return undefined;
  const inside = message.slice(from + begin.length, to);
  const line = inside.indexOf('\n');
  return {
    before: message.slice(0, from),
    body: line < 0 ? '' : inside.slice(line + 1),
    after: message.slice(to + end.length),
  };
}
