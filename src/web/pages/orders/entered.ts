import type { OrderSearchResponse } from '../../../contract/api/orders.ts';
import { opportunityHref, orderHref } from './order-address.ts';

/** How many orders a search finds that the chosen view does not hold, where the view holds none that it finds. */
export const foundElsewhere = ({ total, counts }: Pick<OrderSearchResponse, 'total' | 'counts'>): number =>
  total > 0 ? 0 : (counts.find(({ view }) => view === 'all')?.orders ?? 0);

/**
 * Where Enter leads from the results of what was typed: to the first; nowhere (`undefined`) where nothing was found, or
 * where orders of several customers bear the very number, of which the reader must choose.
 */
export const entered = ({
  rows,
  unordered,
}: Pick<OrderSearchResponse, 'rows' | 'unordered'>): string | undefined => {
  const [order] = rows;
  const [opportunity] = unordered.rows;
  const bearing = rows.filter(({ isExact }) => isExact).map(({ customer }) => customer?.goldenId);
  if (new Set(bearing).size > 1) return undefined;
  if (opportunity && (!order || (opportunity.isExact && !order.isExact)))
    return opportunityHref(opportunity.opportunityId);
  return order && orderHref(order.orderId);
};
