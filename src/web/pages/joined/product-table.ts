import type { Filter, QueryInput, Window } from '../../../contract/query.ts';

/** What is told of each product, from what is wanted to what is there. */
export const productMetrics = [
  'pipeline_value',
  'pipeline_quantity',
  'open_order_quantity',
  'stock_quantity',
  'free_stock',
  'stock_after_pipeline',
  'sold_quantity',
] as const;
export type ProductMetric = (typeof productMetrics)[number];

export const productLimit = 1_000;
export const productPage = 15;

export interface ProductOrder {
  readonly by: ProductMetric;
  readonly direction: 'asc' | 'desc';
}

/** What first needs a look: the largest shortfall, or without stock the largest pipeline. */
const firstOrder = (knowsStock: boolean): ProductOrder =>
  knowsStock ? { by: 'stock_after_pipeline', direction: 'asc' } : { by: 'pipeline_value', direction: 'desc' };

/** `sold_quantity` is smallest first, `-sold_quantity` largest first; what is not understood is the first order. */
export const readProductOrder = (query: URLSearchParams, knowsStock: boolean): ProductOrder => {
  const text = query.get('products') ?? '';
  const by = productMetrics.find((metric) => metric === text.replace(/^-/, ''));
  return by ? { by, direction: text.startsWith('-') ? 'desc' : 'asc' } : firstOrder(knowsStock);
};

/** The order that a click on a column asks for: shortfalls first, else the largest; again, the other way round. */
export const nextProductOrder = (now: ProductOrder, by: ProductMetric): ProductOrder => {
  if (now.by === by) return { by, direction: now.direction === 'asc' ? 'desc' : 'asc' };
  return { by, direction: by === 'stock_after_pipeline' || by === 'free_stock' ? 'asc' : 'desc' };
};

/** The address with another order, from its first page. */
export const productOrderHref = (path: string, before: URLSearchParams, order: ProductOrder): string => {
  const query = new URLSearchParams(before);
  query.set('products', `${order.direction === 'desc' ? '-' : ''}${order.by}`);
  query.delete('offset');
  return `${path}?${query.toString()}`;
};

export interface ProductQuestion {
  readonly window: Window;
  readonly filters: readonly Filter[];
  readonly order: ProductOrder;
  readonly allows: (metric: string) => boolean;
}

export const productQuery = ({ window, filters, order, allows }: ProductQuestion): QueryInput => ({
  metrics: productMetrics.filter(allows),
  dimensions: ['golden_product', 'product_systems'],
  window,
  filters: [...filters],
  // Where stock is not known all shortfalls are alike: then by what is wanted.
  order: [
    { by: order.by, direction: order.direction },
    ...(order.by === 'pipeline_value' ? [] : [{ by: 'pipeline_value', direction: 'desc' as const }]),
  ],
  limit: productLimit,
});

/** The same without products: what all of them add up to. */
export const productTotalQuery = ({
  window,
  filters,
}: Omit<ProductQuestion, 'order' | 'allows'>): QueryInput => ({
  metrics: ['pipeline_value'],
  window,
  filters: [...filters],
});
