import { at } from './at.ts';
import { dateOf, dayCount, firstExtractDay, stampOf, zoneStampOf } from './calendar.ts';
import { cents, quoteIfNeeded, tenThousandths } from './csv-text.ts';
import { lifeOf, type Product } from './products.ts';
import { odooId } from './record-id.ts';
import { locations } from './stock.ts';
import type { World } from './world.ts';

const long = -1500;

/** Everything that stands before the first order: users, products and their prices, materials, places, rates. */
export function writeMasters(world: World): void {
  for (const user of world.users) {
    const login = `${user.name.slug}@tandem.example.com`;
    world.writer.row('user', '', [user.crmId, login, user.name.full, login, `${user.role} ${user.region}`, user.region, '1', zoneStampOf(long, 3600), zoneStampOf(long, 3600)]); // prettier-ignore
    world.writer.row('users', '', [user.erpId, user.name.full, login, 'True', stampOf(long, 3600)]);
  }
  for (const { id, name, complete, usage } of Object.values(locations))
    world.writer.row('location', '', [id, name, complete, usage, '', stampOf(long, 3600)]);
  world.rates
    .list()
    .forEach(({ currency, date, rate }, index) =>
      world.writer.row('rate', '', [
        odooId('res_currency_rate', index + 1),
        currency,
        date,
        tenThousandths(rate),
        `${date} 01:00:00`,
      ]),
    );
  let bomLine = 0;
  for (const product of world.products) {
    writeProduct(world, product);
    for (const line of product.bom) {
      bomLine++;
      world.writer.row('bomLine', '', [odooId('mrp_bom_line', bomLine), product.id, line.component.id, line.quantity, line.scrap, dateOf(Math.min(0, product.launch)), '', stampOf(Math.min(0, product.launch), 3600)]); // prettier-ignore
    }
  }
}

/** A product once for every price it had; and once more when its sale ended. */
function writeProduct(world: World, product: Product): void {
  const [launch, end] = lifeOf(product);
  const created = Math.min(product.launch - 30, -1);
  const row = (list: number, cost: number, active: boolean, day: number): void =>
    world.writer.row('product', day > firstExtractDay ? '2026-06' : '', [
      product.id, product.code, quoteIfNeeded(product.name), quoteIfNeeded(product.nameZh), product.category, product.uom,
      'product', product.make ? 'make' : 'buy', product.leadDays, cents(cost), cents(list), 'CNY', active ? 'True' : 'False',
      launch, end, stampOf(created, 3600), stampOf(day, 3600),
    ]); // prettier-ignore
  const first = at(product.steps, 0);
  row(first.list, first.cost, true, created);
  let last = first;
  for (const step of product.steps.slice(1)) row(step.list, step.cost, true, (last = step).day);
  if (product.end < dayCount - 1) row(last.list, last.cost, false, Math.max(product.end, last.day + 1));
}
