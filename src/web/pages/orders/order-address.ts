import type { OrderSearchInput } from '../../../contract/api/orders.ts';
import { orderViews, type OrderView } from '../../../contract/order-words.ts';
import { readView } from '../../state/view-state.ts';

export const ordersPageSize = 25;

const viewIn = (query: URLSearchParams): OrderView | undefined =>
  orderViews.find((view) => view === query.get('view'));

/** The question that an address asks. */
export const orderQuestion = (query: URLSearchParams): OrderSearchInput => {
  const view = viewIn(query);
  const { region, channel } = readView(query);
  return {
    q: (query.get('q') ?? '').slice(0, 300),
    ...(view === undefined ? {} : { view }),
    region: [...region],
    channel: [...channel],
    offset: Math.max(0, Math.trunc(Number(query.get('offset') ?? 0)) || 0),
    limit: ordersPageSize,
  };
};

/** The address with some parts changed, its filters kept; another search or view begins at its first page. */
export const ordersAddress = (
  query: URLSearchParams,
  change: Readonly<Partial<Record<'q' | 'view' | 'offset', string | undefined>>>,
): string => {
  const next = new URLSearchParams(query);
  if (!('offset' in change)) next.delete('offset');
  for (const [name, value] of Object.entries(change))
    if (value) next.set(name, value);
    else next.delete(name);
  const text = next.toString();
  return `/orders${text ? `?${text}` : ''}`;
};

export const orderHref = (orderId: string): string => `/orders/${encodeURIComponent(orderId)}`;

export const opportunityHref = (id: string): string => `/orders/opportunity/${encodeURIComponent(id)}`;

/** What a path of these pages names: an order, an opportunity without one; `undefined` for the list. */
export const shownInPath = (
  path: string,
): { readonly kind: 'order' | 'opportunity'; readonly id: string } | undefined => {
  const [, opportunity, part] = /^\/orders\/(opportunity\/)?(.+)$/.exec(path) ?? [];
  if (part === undefined) return undefined;
  const kind = opportunity === undefined ? 'order' : 'opportunity';
  try {
    return { kind, id: decodeURIComponent(part) };
  } catch {
    return { kind, id: part };
  }
};
