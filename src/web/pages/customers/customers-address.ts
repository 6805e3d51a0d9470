import type { CustomerSearch } from '../../../contract/api/customers.ts';
import { readView } from '../../state/view-state.ts';

export const customersPageSize = 25;
export const systemFilters = ['any', 'both', 'crm_only', 'erp_only'] as const;
export const customerOrders = ['revenue', 'receivables', 'overdue'] as const;
export type CustomerOrder = (typeof customerOrders)[number];

/** What the address of the list asks for; what is not understood falls back to its default. */
export const readCustomers = (query: URLSearchParams): CustomerSearch => {
  const { region, channel } = readView(query);
  const page = Number(query.get('page') ?? 1);
  return {
    q: (query.get('q') ?? '').slice(0, 200),
    region: [...region],
    channel: [...channel],
    system: systemFilters.find((system) => system === query.get('in')) ?? 'any',
    order: customerOrders.find((order) => order === query.get('order')) ?? 'revenue',
    offset: Number.isInteger(page) && page > 1 && page < 40_000 ? (page - 1) * customersPageSize : 0,
    limit: customersPageSize,
  };
};

/** The address with some of it changed; another question begins on the first page. */
export const customersHref = (
  query: URLSearchParams,
  change: Readonly<Partial<Record<'q' | 'in' | 'order' | 'page', string | undefined>>>,
): string => {
  const next = new URLSearchParams(query);
  if (!('page' in change)) next.delete('page');
  for (const [name, value] of Object.entries(change))
    if (value === undefined || value === '') next.delete(name);
    else next.set(name, value);
  const text = next.toString();
  return text === '' ? '/customers' : `/customers?${text}`;
};

/** The page of one customer, by a golden id or the id of a source record. */
export const customerHref = (id: string): string => `/customers/${encodeURIComponent(id)}`;

/** The id an address names, `undefined` for one that cannot be read. */
export const customerIdIn = (path: string): string | undefined => {
  try {
    return decodeURIComponent(path.slice('/customers/'.length)) || undefined;
  } catch {
    return undefined;
  }
};
