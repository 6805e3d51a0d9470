import type { OrderSearchInput } from '../../../contract/api/orders.ts';
import { orderViews, type OrderView } from '../../../contract/order-words.ts';

export const ordersPageSize = 25;

const viewIn = (query: URLSearchParams): OrderView | undefined =>
  orderViews.find((view) => view === query.get('view'));

/** The question that an address asks. */
export const orderQuestion = (query: URLSearchParams): OrderSearchInput => {
  const view = viewIn(query);
  return {
    q: (query.get('q') ?? '').slice(0, 300),
    ...(view === undefined ? {} : { view }),
    offset: Math.max(0, Math.trunc(Number(query.get('offset') ?? 0)) || 0),
    limit: ordersPageSize,
  };
};

/** The address with some parts changed; another search or view begins at its first page. */
export const ordersAddress = (
  query: URLSearchParams,
  change:
    | Readonly<Record<'q' | 'view' | 'offset', string | undefined>>
    | Readonly<Record<string, string | undefined>>,
): string => {
  const next = new URLSearchParams();
  for (const name of ['q', 'view', 'offset']) {
    const value = name in change ? change[name as 'q'] : name === 'offset' ? null : query.get(name);
    if (value) next.set(name, value);
  }
  const text = next.toString();
  return `/orders${text ? `?${text}` : ''}`;
};

export const orderHref = (orderId: string): string => `/orders/${encodeURIComponent(orderId)}`;

/** The order that a path names; `undefined` for the list. */
export const orderInPath = (path: string): string | undefined => {
  const part = /^\/orders\/(.+)$/.exec(path)?.[1];
  if (part === undefined) return undefined;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};
