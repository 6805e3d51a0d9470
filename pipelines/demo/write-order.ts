import { dateOf, firstExtractDay, halfOf, monthName, monthOf, stampOf } from './calendar.ts';
import { cents } from './csv-text.ts';
import type { Order } from './orders.ts';
import type { World } from './world.ts';

/** Writes an order as it is on a day to the extract of that time: the first one, or the one of June 2026. */
export function writeOrder(world: World, order: Order, day: number, spoilUnits?: ReadonlySet<string>): void {
  const later = order.extracted || day > firstExtractDay;
  const stamp = stampOf(Math.max(day, order.day), 36_000);
  let amount = 0;
  for (const line of order.lines) {
    amount += line.subtotal;
    writeLine(world, order, line, later, stamp, spoilUnits?.has(line.id) === true);
  }
  const { customer } = order;
  world.writer.row('order', later ? '2026-06' : '', [
    order.id,
    order.number,
    order.partner.id,
    order.customerPo,
    stampOf(order.day, order.second),
    stampOf(order.promised, 36_000),
    stampOf(order.requested, 36_000),
    order.state,
    customer.currency,
    customer.channel,
    customer.owner.erpId,
    order.opportunityRef,
    cents(amount),
    stamp,
  ]);
}

/** Counts an order's lines in the truth; called once, with its last state. */
export function countOrder(world: World, order: Order, spoilUnits?: ReadonlySet<string>): void {
  const month = monthName(monthOf(order.day));
  const { currency } = order.customer;
  const rate = world.rates.on(currency, order.day);
  for (const line of order.lines) {
    const measure = spoilUnits?.has(line.id) === true ? 'order_line_unit_pcs' : 'order_line';
    world.totals.add(measure, month, currency, line.state, line.quantity, line.subtotal, rate);
  }
}

function writeLine(
  world: World,
  order: Order,
  line: Order['lines'][number],
  later: boolean,
  stamp: string,
  spoil: boolean,
): void {
  const part = later ? '2026-06' : halfOf(order.day);
  if (spoil) world.writer.recordNext('orderLine', part, 'unit_spelled_otherwise');
  world.writer.row('orderLine', part, [
    line.id,
    order.id,
    line.sequence,
    line.product.id,
    line.quantity,
    spoil ? 'pcs.' : line.product.uom,
    cents(line.price),
    line.discount,
    cents(line.subtotal),
    line.delivered,
    line.invoiced,
    dateOf(order.promised),
    line.state,
    stamp,
  ]);
}
