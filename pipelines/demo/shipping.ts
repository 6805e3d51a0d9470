import { at } from './at.ts';
import { firstExtractDay, halfOf, lastDay, stampOf, workingDay } from './calendar.ts';
import type { Order, OrderLine } from './orders.ts';
import type { Product } from './products.ts';
import { odooId } from './record-id.ts';
import { openCase } from './service-cases.ts';
import { locations, moveStock, warehouses } from './stock.ts';
import { nextNumber, type World } from './world.ts';
import { countOrder, writeOrder } from './write-order.ts';

/** Ships what is there of an order whose day has come; the rest waits for goods. */
export function shipOrder(world: World, order: Order, day: number): void {
  const items: { line: OrderLine; quantity: number }[] = [];
  const picking = pickingName(world, order.warehouse, 'OUT');
  for (const line of order.lines) {
    const quantity = shipLine(world, line, day, picking);
    if (quantity > 0) items.push({ line, quantity });
    if (line.open > 0) at(world.waiting, line.product.no).push(line);
  }
  shipped(world, order, items, day);
  const late = day > order.promised || items.length < order.lines.length;
  if (late && world.random.service.chance(0.16))
    openCase(
      world,
      order.customer,
      Math.max(order.promised, day) + world.random.service.between(0, 3),
      'late',
      order,
      at(order.lines, 0).product,
    );
}

/** Serves the lines that wait for a product, oldest first, and lets go those who wait no longer. */
export function serveWaiting(world: World, product: Product, day: number): void {
  const waiting = at(world.waiting, product.no);
  let kept = 0;
  for (const line of waiting) {
    const quantity = product.onHand[0] + product.onHand[1] > 0 ? shipLine(world, line, day, '') : 0;
    if (quantity > 0) shipped(world, line.order, [{ line, quantity }], day);
    if (line.open > 0 && day > line.patience) {
      product.openDemand -= line.open;
      line.open = 0;
      line.state = line.delivered > 0 ? 'done' : 'cancel';
      finishOrder(world, line.order, day);
    }
    if (line.open > 0) waiting[kept++] = line;
  }
  waiting.length = kept;
}

const pickingName = (world: World, warehouse: 0 | 1, kind: string): string =>
  `WH-${warehouse === 0 ? 'SZ' : 'GZ'}/${kind}/${String(nextNumber(world, 'picking')).padStart(6, '0')}`;

/** Ships one line from the warehouse that can; returns the units shipped. */
function shipLine(world: World, line: OrderLine, day: number, picking: string): number {
  const { product, order } = line;
  const first = order.warehouse;
  const second = first === 0 ? 1 : 0;
  const there = product.onHand[first];
  const other = product.onHand[second];
  const warehouse = there >= line.open || (there > 0 && other < line.open) ? first : second;
  const quantity = Math.min(line.open, product.onHand[warehouse]);
  if (quantity <= 0) return 0;
  line.open -= quantity;
  line.delivered += quantity;
  product.openDemand -= quantity;
  if (line.open === 0) line.state = 'done';
  const name = picking === '' ? pickingName(world, warehouse, 'OUT') : picking;
  moveStock(world, product, at(warehouses, warehouse), 'customer', quantity, day, name);
  writePicking(world, line, name, warehouse, quantity, day, 'done', false);
  return quantity;
}

export function writePicking(
  world: World,
  line: OrderLine,
  picking: string,
  warehouse: 0 | 1,
  quantity: number,
  day: number,
  state: 'assigned' | 'done',
  isReturn: boolean,
): void {
  const planned = isReturn || state === 'assigned' ? day : Math.min(day, line.order.promised);
  const done = stampOf(Math.min(day, lastDay), 28_800);
  world.writer.row('pickingLine', halfOf(Math.min(day, lastDay)), [
    odooId('stock_move_line', nextNumber(world, 'stock_move_line')),
    picking,
    line.order.id,
    line.id,
    line.product.id,
    locations[at(warehouses, warehouse)].id,
    quantity,
    stampOf(planned, 28_800),
    state === 'done' ? done : '',
    state,
    isReturn ? 'True' : 'False',
    state === 'done' ? done : stampOf(lastDay, 36_000),
  ]);
}

function shipped(
  world: World,
  order: Order,
  items: readonly { line: OrderLine; quantity: number }[],
  day: number,
): void {
  if (items.length === 0) return;
  world.invoicing.add(workingDay(day + world.random.invoicing.int(3)), { order, items });
}

/** Closes and writes an order when every line is shipped or given up, and all that was shipped is invoiced. */
export function finishOrder(world: World, order: Order, day: number): void {
  if (!world.openOrders.has(order)) return;
  for (const line of order.lines) if (line.open > 0 || line.invoiced < line.delivered) return;
  order.state = order.lines.every((line) => line.state === 'cancel') ? 'cancel' : 'done';
  world.openOrders.delete(order);
  writeOrder(world, order, day);
  countOrder(world, order);
}

/** What is still open on the last day: orders as they stand, and their planned deliveries. */
export function writeOpenOrders(world: World): void {
  const fresh = [...world.openOrders]
    .filter((order) => !order.extracted && order.day > firstExtractDay)
    .flatMap((order) => order.lines)
    .filter((line) => line.delivered === 0 && line.product.uom === 'pcs');
  const step = Math.max(1, Math.floor(fresh.length / 60));
  const spoiled = new Set(
    fresh
      .filter((_line, index) => index % step === 0)
      .slice(0, 60)
      .map((line) => line.id),
  );
  for (const order of world.openOrders) {
    writeOrder(world, order, lastDay, spoiled);
    countOrder(world, order, spoiled);
    const picking = pickingName(world, order.warehouse, 'OUT');
    for (const line of order.lines)
      if (line.open > 0)
        writePicking(
          world,
          line,
          picking,
          order.warehouse,
          line.open,
          Math.max(lastDay + 1, order.promised),
          'assigned',
          false,
        );
  }
}

/** The first extract is taken: all open orders as they are now. */
export function extractOpenOrders(world: World, day: number): void {
  for (const order of world.openOrders) {
    writeOrder(world, order, day);
    order.extracted = true;
  }
}
