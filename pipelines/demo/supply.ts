import { at } from './at.ts';
import { dayCount, dayOf, lastDay, stampOf, workingDay } from './calendar.ts';
import { cents } from './csv-text.ts';
import { vendorCount } from './customers.ts';
import type { Product } from './products.ts';
import { odooId } from './record-id.ts';
import { moveStock, onHand } from './stock.ts';
import type { WorkOrder } from './work-order.ts';
import { nextNumber, type Receipt, type World } from './world.ts';

/** Days of demand that one batch covers, and days held as safety, by kind. */
const cover = { finished: 24, trade: 30, spare: 60, subassembly: 22, component: 26 } as const;
const safety = { finished: 7, trade: 6, spare: 40, subassembly: 11, component: 15 } as const;
const shortage = [dayOf('2024-10-10'), dayOf('2024-11-25')] as const;

/** Orders more of what falls below its reorder point; called once a day for each product. */
export function review(world: World, product: Product, day: number): void {
  product.dailyMean += (product.today - product.dailyMean) / 55;
  product.today = 0;
  const dying = day > product.end - 30 && at(world.waiting, product.no).length === 0;
  if (dying || day < product.launch - 25) return;
  const mean = Math.max(product.dailyMean, 0.02);
  const position = onHand(product) + product.onOrder - product.openDemand;
  const point = mean * (product.leadDays + safety[product.kind]);
  if (position > point) return;
  const wanted = Math.max(1, Math.ceil(mean * cover[product.kind] + point - position));
  const quantity = wanted > 50 ? Math.ceil(wanted / 10) * 10 : wanted;
  product.onOrder += quantity;
  if (product.make) planWork(world, product, quantity, day);
  else buy(world, product, quantity, day);
}

function planWork(world: World, product: Product, quantity: number, day: number): void {
  const number = nextNumber(world, 'mrp_production');
  for (const line of product.bom) {
    const need = consumption(line.quantity, line.scrap, quantity);
    line.component.openDemand += need;
    line.component.today += need;
  }
  world.waitingWork.push({ number, product, quantity, planned: workingDay(day + 1), started: -1 });
}

const consumption = (each: number, scrap: number, quantity: number): number =>
  Math.ceil(each * quantity * (1 + scrap / 100));

/** Starts the planned work orders whose components are all there. */
export function startWork(world: World, day: number): void {
  let kept = 0;
  for (const work of world.waitingWork) {
    const ready =
      day >= work.planned &&
      work.product.bom.every(
        (line) => line.component.onHand[0] >= consumption(line.quantity, line.scrap, work.quantity),
      );
    if (!ready) {
      world.waitingWork[kept++] = work;
      continue;
    }
    work.started = day;
    world.runningWork.add(work);
    for (const line of work.product.bom) {
      const used = consumption(line.quantity, line.scrap, work.quantity);
      line.component.openDemand -= used;
      moveStock(world, line.component, 'suzhou', 'production', used, day, workName(work));
    }
    const random = world.random.supply;
    const delay = random.chance(0.15) ? random.between(1, 6) : 0;
    world.finishing.add(workingDay(day + work.product.leadDays + delay), work);
  }
  world.waitingWork.length = kept;
}

const workName = (work: WorkOrder): string => `MO/${String(work.number).padStart(6, '0')}`;

export function finishWork(world: World, work: WorkOrder, day: number): void {
  const random = world.random.supply;
  world.runningWork.delete(work);
  const scrapped = random.chance(0.3)
    ? Math.min(work.quantity - 1, Math.round(work.quantity * random.range(0, 0.04)))
    : 0;
  const made = work.quantity - scrapped;
  work.product.onOrder -= work.quantity;
  moveStock(world, work.product, 'production', 'suzhou', made, day, workName(work));
  sendSouth(world, work.product, made, day, workName(work));
  writeWork(world, work, 'done', made, scrapped, day);
}

export function writeWork(
  world: World,
  work: WorkOrder,
  state: string,
  made: number,
  scrapped: number,
  finished: number,
): void {
  world.writer.row('production', '', [
    odooId('mrp_production', work.number),
    workName(work),
    work.product.id,
    work.quantity,
    made,
    scrapped,
    stampOf(work.planned, 3600),
    stampOf(work.planned + work.product.leadDays, 32_400),
    work.started < 0 ? '' : stampOf(work.started, 3600),
    finished < 0 ? '' : stampOf(finished, 32_400),
    state,
    '',
    stampOf(finished < 0 ? lastDay : finished, 32_400),
  ]);
}

/** A share of what came in goes on to the southern warehouse. */
function sendSouth(world: World, product: Product, quantity: number, day: number, origin: string): void {
  if (product.weight === 0) return;
  const share = Math.min(product.onHand[0], Math.round(quantity * product.south));
  moveStock(world, product, 'suzhou', 'guangzhou', share, day, origin);
}

function buy(world: World, product: Product, quantity: number, day: number): void {
  const random = world.random.supply;
  const number = nextNumber(world, 'purchase_order');
  const name = `PO${String(number).padStart(6, '0')}`;
  const vendor = product.vendor % vendorCount;
  const currency = vendor % 10 === 7 ? 'EUR' : vendor % 10 === 9 ? 'USD' : 'CNY';
  const price = Math.max(1, Math.round((product.cost * 10_000) / world.rates.on(currency, day)));
  const promised = workingDay(day + product.leadDays);
  const scarce = product.vendor % 7 < 2 && day >= shortage[0] && day < shortage[1];
  const late = scarce
    ? random.between(15, 35)
    : random.chance(0.14)
      ? random.between(2, 16)
      : random.between(-2, 1);
  const parts = quantity > 3 && random.chance(0.06) ? 2 : 1;
  const first = parts === 2 ? Math.ceil(quantity / 2) : quantity;
  const arrival = Math.max(day + 1, workingDay(promised + late));
  const last = parts === 2 ? workingDay(arrival + random.between(3, 12)) : arrival;
  world.receipts.add(arrival, { product, quantity: first, origin: name, purchase: true });
  if (parts === 2)
    world.receipts.add(last, { product, quantity: quantity - first, origin: name, purchase: true });
  const received = (arrival < dayCount ? first : 0) + (parts === 2 && last < dayCount ? quantity - first : 0);
  const complete = received === quantity;
  world.writer.row('purchaseLine', '', [
    odooId('purchase_order_line', number),
    name,
    odooId('res_partner', vendor + 1),
    product.id,
    quantity,
    received,
    cents(price),
    currency,
    stampOf(day, 7200),
    stampOf(promised, 7200),
    received === 0 ? '' : stampOf(complete ? last : arrival, 14_400),
    complete ? 'done' : 'purchase',
    stampOf(complete ? last : Math.max(day, received === 0 ? day : arrival), 36_000),
  ]);
}

export function receive(world: World, receipt: Receipt, day: number): void {
  const { product, quantity, origin } = receipt;
  product.onOrder -= quantity;
  moveStock(world, product, 'supplier', 'suzhou', quantity, day, origin);
  sendSouth(world, product, quantity, day, origin);
}

/** Opening stock as an inventory adjustment on the first day. */
export function openStock(world: World, expected: Float64Array): void {
  for (const product of world.products) {
    const random = world.random.supply;
    const mean = at(expected, product.no);
    product.dailyMean = mean;
    if (product.launch > 0) continue;
    const units = Math.ceil(
      mean * (product.leadDays + safety[product.kind] + cover[product.kind] * random.range(0.1, 0.7)),
    );
    const south = product.weight === 0 ? 0 : Math.round(units * product.south);
    moveStock(world, product, 'inventory', 'suzhou', units - south, 0, 'Opening stock');
    moveStock(world, product, 'inventory', 'guangzhou', south, 0, 'Opening stock');
  }
}

/** Counting differences: a unit or two, at most what is there. */
export function countStock(world: World, day: number): void {
  const random = world.random.supply;
  for (const product of world.products) {
    if (!random.chance(0.12)) continue;
    const units = random.between(1, 3);
    if (random.chance(0.6))
      moveStock(
        world,
        product,
        'suzhou',
        'inventory',
        Math.min(units, product.onHand[0]),
        day,
        'Stock count',
      );
    else moveStock(world, product, 'inventory', 'suzhou', units, day, 'Stock count');
  }
}
