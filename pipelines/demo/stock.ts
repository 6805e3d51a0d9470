import { dateOf, halfOf, stampOf } from './calendar.ts';
import { cents } from './csv-text.ts';
import type { Product } from './products.ts';
import { odooId } from './record-id.ts';
import { nextNumber, type World } from './world.ts';

export const locations = {
  supplier: {
    id: odooId('stock_location', 1),
    name: 'Vendors',
    complete: 'Partners/Vendors',
    usage: 'supplier',
  },
  customer: {
    id: odooId('stock_location', 2),
    name: 'Customers',
    complete: 'Partners/Customers',
    usage: 'customer',
  },
  production: {
    id: odooId('stock_location', 3),
    name: 'Production',
    complete: 'Virtual/Production',
    usage: 'production',
  },
  inventory: {
    id: odooId('stock_location', 4),
    name: 'Adjustment',
    complete: 'Virtual/Adjustment',
    usage: 'inventory',
  },
  suzhou: { id: odooId('stock_location', 5), name: 'Suzhou', complete: 'WH-SZ/Stock', usage: 'internal' },
  guangzhou: {
    id: odooId('stock_location', 6),
    name: 'Guangzhou',
    complete: 'WH-GZ/Stock',
    usage: 'internal',
  },
} as const;

export type LocationName = keyof typeof locations;
/** The two warehouses by index. */
export const warehouses: readonly [LocationName, LocationName] = ['suzhou', 'guangzhou'];

/** Moves whole units from one place to another, keeps stock on hand, and writes the stock move. */
export function moveStock(
  world: World,
  product: Product,
  from: LocationName,
  to: LocationName,
  quantity: number,
  day: number,
  origin: string,
): void {
  if (quantity <= 0) return;
  if (from === 'suzhou') product.onHand[0] -= quantity;
  else if (from === 'guangzhou') product.onHand[1] -= quantity;
  if (to === 'suzhou') product.onHand[0] += quantity;
  else if (to === 'guangzhou') product.onHand[1] += quantity;
  const stamp = stampOf(day, 28_800);
  world.writer.row('stockMove', halfOf(day), [
    odooId('stock_move', nextNumber(world, 'stock_move')),
    product.id,
    locations[from].id,
    locations[to].id,
    quantity,
    cents(product.cost),
    stamp,
    'done',
    origin,
    stamp,
  ]);
}

export const onHand = (product: Product): number => product.onHand[0] + product.onHand[1];

/** Stock on hand at the end, one row a product and warehouse that ever held it. */
export function writeQuants(world: World, day: number): void {
  let number = 0;
  for (const product of world.products)
    for (const index of [0, 1] as const) {
      if (index === 1 && product.weight === 0) continue;
      const quantity = product.onHand[index];
      const reserved = Math.max(
        0,
        Math.min(
          quantity,
          Math.round(product.openDemand * (index === 1 ? product.south : 1 - product.south)),
        ),
      );
      number++;
      world.writer.row('quant', '', [
        odooId('stock_quant', number),
        product.id,
        locations[warehouses[index]].id,
        quantity,
        reserved,
        dateOf(day),
        stampOf(day, 36_000),
      ]);
    }
}
