import { at } from './at.ts';
import { dayCount, lastDay, monthCount, monthOf, workingDay } from './calendar.ts';
import type { Customer, Partner } from './customers.ts';
import { lineTotal, type Order, type OrderLine, type OrderState } from './orders.ts';
import { onSale, type Product } from './products.ts';
import { Random } from './random.ts';
import { odooId } from './record-id.ts';
import { categorySeason, orderSeason, seasonCap } from './seasons.ts';
import { openCase } from './service-cases.ts';
import { onHand } from './stock.ts';
import type { Wish } from './wish.ts';
import { nextNumber, workingSecond, type World } from './world.ts';
import { countOrder, writeOrder } from './write-order.ts';

/** Mean CNY of an order line of a customer with `lineValue` 1. */
export const lineValue = 3050;

/** Puts the customer's next possible order on the agenda (thinning of a Poisson process). */
export function scheduleNext(world: World, customer: Customer, day: number): void {
  const cap = customer.rate * seasonCap * (1 + Math.max(0, customer.uplift));
  const next = day + Math.max(1, Math.ceil(customer.random.exponential(cap)));
  if (customer.churned < 0 || next <= customer.churned) world.buyers.add(next, customer);
}

/** The customer's turn: orders, or not, by season and campaign; then waits for its next turn. */
export function maybeOrder(world: World, customer: Customer, day: number): void {
  scheduleNext(world, customer, day);
  const boosted = day >= customer.boostFrom && day < customer.boostUntil ? 1 + customer.uplift : 1;
  const accept =
    (orderSeason(day, customer.place.region) * boosted) / (seasonCap * (1 + Math.max(0, customer.uplift)));
  if (!customer.random.chance(accept)) return;
  const random = new Random(world.seed, 'order', customer.no * 8192 + customer.orders);
  customer.orders++;
  const wishes = makeWishes(world, customer, day, random);
  if (wishes.length > 0) placeOrder(world, customer, wishes, day, random);
}

/** Price in the customer's currency on a day, in cents. */
export const priceOf = (world: World, product: Product, customer: Customer, day: number): number =>
  Math.max(1, Math.round((product.list * 10_000) / world.rates.on(customer.currency, day)));

function makeWishes(world: World, customer: Customer, day: number, random: Random): Wish[] {
  let count = 1;
  while (count < 18 && random.chance(0.76)) count++;
  const chosen = new Set<Product>();
  const wishes: Wish[] = [];
  for (let i = 0; i < count; i++) {
    const product = random.pick(random.chance(0.9) ? customer.assortment : world.products);
    const value = random.lognormal(0.7);
    const part = random.next();
    if (product.weight === 0 || chosen.has(product) || !onSale(product, day)) continue;
    if (product.kind === 'spare' && part > 0.55) continue;
    chosen.add(product);
    const promotion = world.promotions.find(
      (one) => one.category === product.category && day >= one.from && day < one.to,
    );
    const factor = categorySeason(product.category, day) * (1 + (promotion?.uplift ?? 0));
    const usual =
      ((lineValue * 100) / product.list) * customer.lineValue * (product.kind === 'spare' ? 0.35 : 1);
    const quantity = Math.max(1, random.round(usual * value * factor));
    wishes.push({
      product,
      quantity,
      price: priceOf(world, product, customer, day),
      discount: customer.discount + (promotion?.discount ?? 0),
    });
  }
  return wishes;
}

/**
 * Places an order and counts its true demand. A customer who sees an item out of stock may not order it
 * (a lost sale, known only to the truth).
 * @param deal the won opportunity it comes from; `ref` is what the ERP was told of it
 */
export function placeOrder(
  world: World,
  customer: Customer,
  wishes: readonly Wish[],
  day: number,
  random: Random,
  deal?: { readonly ref: string },
): Order | undefined {
  const project = deal !== undefined;
  const roll = random.next();
  const quote = !project && roll < 0.035;
  const state: OrderState = quote ? (roll < 0.02 ? 'sent' : 'draft') : 'sale';
  const cancelled = !project && !quote && roll > 0.983;
  const kept: Wish[] = [];
  for (const wish of wishes) {
    const lost =
      !project &&
      !quote &&
      onHand(wish.product) <= 0 &&
      at(world.waiting, wish.product.no).length > 0 &&
      random.chance(0.35);
    if (!quote && !cancelled) count(world, wish, day, lost);
    if (!lost) kept.push(wish);
  }
  if (kept.length === 0) return undefined;
  const number = nextNumber(world, 'sale_order');
  const lead = project ? random.between(14, 38) : random.between(4, 12);
  const promised = workingDay(day + lead);
  const partner: Partner = random.chance(0.6) ? at(customer.partners, 0) : random.pick(customer.partners);
  const second = workingSecond(random);
  const order: Order = {
    id: odooId('sale_order', number),
    number: `SO${String(number).padStart(6, '0')}`,
    customer,
    partner,
    day,
    second,
    requested: Math.max(day + 1, promised + (random.chance(0.7) ? 0 : random.between(-4, 3))),
    promised,
    customerPo: random.chance(0.7) ? `PO-${random.between(10_000, 99_999)}` : '',
    opportunityRef: deal?.ref ?? '',
    warehouse: ['South China', 'West China', 'Asia Pacific'].includes(customer.place.region) ? 1 : 0,
    lines: [],
    state,
    extracted: false,
  };
  for (const wish of kept) order.lines.push(makeLine(world, order, wish, random, project));
  if (quote && day < lastDay - 30) order.state = random.chance(0.7) ? 'cancel' : order.state;
  if (cancelled) order.state = 'cancel';
  if (order.state !== 'sale') {
    for (const line of order.lines) line.state = order.state;
    writeOrder(world, order, Math.min(lastDay, day + (order.state === 'cancel' ? random.between(1, 6) : 0)));
    countOrder(world, order);
    return order;
  }
  for (const line of order.lines) {
    line.product.openDemand += line.quantity;
    line.product.today += line.quantity;
  }
  world.openOrders.add(order);
  world.shipping.add(shipDay(order, random), order);
  if (random.chance(0.018))
    openCase(
      world,
      customer,
      Math.min(dayCount, day + random.between(1, 40)),
      'other',
      order,
      at(order.lines, 0).product,
    );
  return order;
}

function count(world: World, wish: Wish, day: number, lost: boolean): void {
  const cell = wish.product.no * monthCount + monthOf(day);
  world.wanted[cell] = at(world.wanted, cell) + wish.quantity;
  if (lost) world.lost[cell] = at(world.lost, cell) + wish.quantity;
}

function makeLine(world: World, order: Order, wish: Wish, random: Random, project: boolean): OrderLine {
  const { product, quantity, price, discount } = wish;
  return {
    id: odooId('sale_order_line', nextNumber(world, 'sale_order_line')),
    order,
    product,
    sequence: (order.lines.length + 1) * 10,
    quantity,
    price,
    discount,
    subtotal: lineTotal(quantity, price, discount),
    patience: project || random.chance(0.7) ? dayCount : order.promised + random.between(20, 50),
    open: quantity,
    delivered: 0,
    invoiced: 0,
    invoicedCents: 0,
    state: order.state,
  };
}

/** Goods leave a little before the promise, some days too late now and then. */
function shipDay(order: Order, random: Random): number {
  const late = random.chance(0.075);
  const day = late
    ? order.promised + random.between(1, 8)
    : Math.max(order.day + 1, order.promised - random.between(0, 3));
  return workingDay(day);
}
