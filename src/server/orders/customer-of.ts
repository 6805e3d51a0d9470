import type { FoundOrder } from '../../contract/api/orders.ts';
import { rowCells, type Row } from './row-cells.ts';

/** The customer of a row; none where it is not known, or known by no record this person sees. */
export function customerOf(row: Row): FoundOrder['customer'] {
  const { text, number } = rowCells(row);
  const customerNo = number('customer_no');
  return customerNo === null || customerNo === 0
    ? null
    : { customerNo, goldenId: text('golden_id') ?? '', name: text('customer_name') };
}
