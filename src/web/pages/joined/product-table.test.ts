import { describe, expect, it } from 'vitest';
import {
  nextProductOrder,
  productOrderHref,
  productQuery,
  productTotalQuery,
  readProductOrder,
} from './product-table.ts';

const read = (text: string, knowsStock = true) => readProductOrder(new URLSearchParams(text), knowsStock);
const window = { from: '2025-07-01', to: '2026-07-01' };

describe('the table of products', () => {
  it('begins with the largest shortfall, or where stock is not known with the largest pipeline', () => {
    expect(read('')).toEqual({ by: 'stock_after_pipeline', direction: 'asc' });
    expect(read('', false)).toEqual({ by: 'pipeline_value', direction: 'desc' });
    expect(read('products=-drop')).toEqual({ by: 'stock_after_pipeline', direction: 'asc' });
  });

  it('keeps its order in the address, with all else that is there but the page', () => {
    const order = { by: 'sold_quantity', direction: 'desc' } as const;
    const href = productOrderHref('/joined', new URLSearchParams('region=Europe&offset=15'), order);
    expect(href).toBe('/joined?region=Europe&products=-sold_quantity');
    expect(read(href.slice(href.indexOf('?')))).toEqual(order);
  });

  it('shows the largest first, a shortfall first where it can be one, and turns round on a second click', () => {
    const first = nextProductOrder(read(''), 'sold_quantity');
    expect(first).toEqual({ by: 'sold_quantity', direction: 'desc' });
    expect(nextProductOrder(first, 'sold_quantity').direction).toBe('asc');
    expect(nextProductOrder(first, 'free_stock').direction).toBe('asc');
  });

  it('asks for each product, and for their total, in the same window and filters', () => {
    const filters = [{ dimension: 'region', op: 'in' as const, values: ['Europe'] }];
    const question = { window, filters, order: read(''), allows: (id: string) => id !== 'free_stock' };
    const query = productQuery(question);
    expect(query.dimensions).toEqual(['golden_product', 'product_systems']);
    expect(query.metrics).not.toContain('free_stock');
    expect(query.metrics).toContain(query.order?.[0]?.by);
    const total = productTotalQuery(question);
    expect([total.window, total.filters]).toEqual([query.window, query.filters]);
  });
});
