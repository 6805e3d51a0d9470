import type { Customer, Partner } from './customers.ts';
import type { Product } from './products.ts';

export type OrderState = 'draft' | 'sent' | 'sale' | 'done' | 'cancel';

/** An order line as it lives; quantities whole units, money in cents of the order's currency. */
export interface OrderLine {
  readonly id: string;
  readonly order: Order;
  readonly product: Product;
  readonly sequence: number;
  readonly quantity: number;
  readonly price: number;
  /** Percent, in halves. */
  readonly discount: number;
  readonly subtotal: number;
  /** Day after which the customer no longer waits for the rest. */
  readonly patience: number;
  open: number;
  delivered: number;
  invoiced: number;
  invoicedCents: number;
  state: OrderState;
}

export interface Order {
  readonly id: string;
  readonly number: string;
  readonly customer: Customer;
  readonly partner: Partner;
  readonly day: number;
  readonly second: number;
  readonly requested: number;
  readonly promised: number;
  readonly customerPo: string;
  readonly opportunityRef: string;
  /** Index of the warehouse that serves it first: 0 Suzhou, 1 Guangzhou. */
  readonly warehouse: 0 | 1;
  readonly lines: OrderLine[];
  state: OrderState;
  /** Whether it was already written, as it then was, to the first extract. */
  extracted: boolean;
}

/** Line total in cents: quantity × price less discount, rounded half up. */
export const lineTotal = (quantity: number, price: number, discount: number): number =>
  Math.round((quantity * price * (200 - discount * 2)) / 200);
