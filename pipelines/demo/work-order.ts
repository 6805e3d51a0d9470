import type { Product } from './products.ts';

export interface WorkOrder {
  readonly number: number;
  readonly product: Product;
  readonly quantity: number;
  readonly planned: number;
  started: number;
}
