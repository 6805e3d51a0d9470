import type { Product } from './products.ts';

/** What a customer wants of one product. */
export interface Wish {
  readonly product: Product;
  readonly quantity: number;
  /** Cents of the customer's currency. */
  readonly price: number;
  readonly discount: number;
}
