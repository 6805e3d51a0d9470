import { at } from './at.ts';
import { dayCount } from './calendar.ts';
import { lineTarget, type Customer } from './customers.ts';
import { lineValue } from './ordering.ts';
import type { Product } from './products.ts';

/** Expected units a day of every product, materials of production included, for the opening stock. */
export function expectedDemand(
  products: readonly Product[],
  customers: readonly Customer[],
  scale: number,
): Float64Array {
  const expected = new Float64Array(products.length);
  const share = new Float64Array(products.length);
  let rates = 0;
  for (const customer of customers) {
    if (!customer.inErp) continue;
    rates += customer.rate;
    for (const product of customer.assortment)
      share[product.no] =
        at(share, product.no) + (customer.rate * customer.lineValue) / customer.assortment.length;
  }
  const lines = (lineTarget * scale) / dayCount;
  for (const product of products) {
    if (product.weight === 0) continue;
    const factor = product.kind === 'spare' ? 0.05 : 1;
    expected[product.no] =
      ((lines * at(share, product.no)) / rates) * Math.max(0.3, (lineValue * 100) / product.list) * factor;
  }
  const addMaterials = (kind: Product['kind']): void => {
    for (const product of products)
      if (product.kind === kind)
        for (const line of product.bom)
          expected[line.component.no] =
            at(expected, line.component.no) + at(expected, product.no) * line.quantity;
  };
  addMaterials('finished');
  addMaterials('subassembly');
  return expected;
}
