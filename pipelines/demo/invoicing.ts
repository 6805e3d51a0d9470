import { at } from './at.ts';
import { dateOf, dayCount, halfOf, lastDay, monthName, monthOf, stampOf, workingDay } from './calendar.ts';
import { cents, tenThousandths } from './csv-text.ts';
import type { Order, OrderLine } from './orders.ts';
import { odooId } from './record-id.ts';
import { finishOrder, writePicking } from './shipping.ts';
import { moveStock, warehouses } from './stock.ts';
import { nextNumber, type Return, type Shipment, type World } from './world.ts';

interface InvoiceItem {
  readonly line: OrderLine;
  readonly quantity: number;
  readonly amount: number;
}

type MoveType = 'out_invoice' | 'out_refund';
type MoveState = 'draft' | 'posted' | 'cancel';

/** Invoices a shipment, plans returns, and writes the payments that come before the last day. */
export function invoiceShipment(world: World, shipment: Shipment, day: number): void {
  const { order } = shipment;
  const random = world.random.invoicing;
  const draft = day > lastDay - 2 && random.chance(0.15);
  const items = shipment.items.map(({ line, quantity }) => ({
    line,
    quantity,
    amount: nextAmount(line, quantity),
  }));
  if (draft) {
    writeMove(world, order, items, day, 'out_invoice', 'draft');
    return;
  }
  for (const { line, quantity, amount } of items) {
    line.invoiced += quantity;
    line.invoicedCents += amount;
    if (random.chance(0.013)) planReturn(world, line, quantity, day);
  }
  // Now and then the first try was wrong and was cancelled.
  if (random.chance(0.003)) writeMove(world, order, items, day, 'out_invoice', 'cancel');
  const invoice = writeMove(world, order, items, day, 'out_invoice', 'posted');
  pay(world, order, invoice, items, day, 'payment');
  finishOrder(world, order, day);
}

/** Net amount of the next `quantity` units; the last units take what rounding left. */
const nextAmount = (line: OrderLine, quantity: number): number =>
  line.invoiced + quantity === line.quantity
    ? line.subtotal - line.invoicedCents
    : Math.round((line.subtotal * quantity) / line.quantity);

function planReturn(world: World, line: OrderLine, shipped: number, day: number): void {
  const random = world.random.invoicing;
  const quantity = random.chance(0.5) ? shipped : Math.max(1, Math.round(shipped * random.range(0.1, 0.6)));
  world.returns.add(workingDay(day + random.between(6, 32)), {
    line,
    quantity,
    location: line.order.warehouse,
  });
}

/** Goods come back into stock; a credit note and its refund follow. */
export function takeReturn(world: World, { line, quantity, location }: Return, day: number): void {
  const picking = `WH-${location === 0 ? 'SZ' : 'GZ'}/RET/${String(nextNumber(world, 'picking')).padStart(6, '0')}`;
  moveStock(world, line.product, 'customer', at(warehouses, location), quantity, day, picking);
  writePicking(world, line, picking, location, quantity, day, 'done', true);
  const items = [{ line, quantity, amount: Math.round((line.subtotal * quantity) / line.quantity) }];
  const refund = writeMove(world, line.order, items, day, 'out_refund', 'posted');
  pay(world, line.order, refund, items, day, 'refund_payment');
}

function writeMove(
  world: World,
  order: Order,
  items: readonly InvoiceItem[],
  day: number,
  type: MoveType,
  state: MoveState,
): string {
  const number = nextNumber(world, 'account_move');
  const id = odooId('account_move', number);
  const stamp = stampOf(day, 32_400);
  const { customer } = order;
  const month = monthName(monthOf(day));
  const rate = world.rates.on(customer.currency, day);
  let total = 0;
  for (const { line, quantity, amount } of items) {
    total += amount;
    world.writer.row('invoiceLine', halfOf(day), [
      odooId('account_move_line', nextNumber(world, 'account_move_line')),
      id,
      line.id,
      line.product.id,
      quantity,
      tenThousandths(Math.round((amount * 100) / quantity)),
      cents(amount),
      stamp,
    ]);
    world.totals.add(
      type === 'out_invoice' ? 'invoice_line' : 'credit_note_line',
      month,
      customer.currency,
      state,
      quantity,
      amount,
      rate,
    );
  }
  const year = dateOf(day).slice(0, 4);
  world.writer.row('invoice', '', [
    id,
    `${type === 'out_invoice' ? 'INV' : 'RINV'}/${year}/${String(number).padStart(6, '0')}`,
    order.partner.id,
    order.id,
    type,
    dateOf(day),
    dateOf(Math.min(day + customer.terms, dayCount + 300)),
    state,
    customer.currency,
    cents(total),
    stamp,
  ]);
  return id;
}

/** Most pay once and a little late, some in parts, some never. */
function pay(
  world: World,
  order: Order,
  invoice: string,
  items: readonly InvoiceItem[],
  day: number,
  measure: 'payment' | 'refund_payment',
): void {
  const random = world.random.invoicing;
  const { customer } = order;
  let total = 0;
  for (const item of items) total += item.amount;
  const roll = random.next();
  const on =
    day +
    customer.terms +
    Math.max(-3, Math.round(customer.payLate * random.range(0.4, 1.6)) + random.between(-3, 4));
  const rest = on + random.between(8, 40);
  if (roll < 0.002) return;
  const share = roll < 0.13 ? random.range(0.3, 0.7) : 1;
  const first = Math.round(total * share);
  writePayment(world, order, invoice, Math.max(day, on), first, measure);
  if (first < total && roll > 0.006)
    writePayment(world, order, invoice, Math.max(day, rest), total - first, measure);
}

function writePayment(
  world: World,
  order: Order,
  invoice: string,
  wanted: number,
  amount: number,
  measure: string,
): void {
  const day = workingDay(wanted);
  if (day > lastDay || amount <= 0) return;
  const { currency } = order.customer;
  world.writer.row('payment', '', [
    odooId('account_payment', nextNumber(world, 'account_payment')),
    invoice,
    order.partner.id,
    dateOf(day),
    cents(amount),
    currency,
    'posted',
    stampOf(day, 34_200),
  ]);
  world.totals.add(
    measure,
    monthName(monthOf(day)),
    currency,
    'posted',
    0,
    amount,
    world.rates.on(currency, day),
  );
}
