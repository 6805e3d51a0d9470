import type { Cell, Column } from '../../contract/api/cell.ts';
import type { FoundOrder, OrderSearch } from '../../contract/api/orders.ts';
import type { Download } from '../exports/download.ts';
import type { Asker } from '../queries/answer-query.ts';
import type { ServingLease } from '../queries/serving.ts';
import type { Services } from '../services.ts';
import { searchOrders } from './search-orders.ts';

/** More orders than this are not downloaded in one go. */
export const orderExportCap = 20_000;

const columns: readonly (readonly [name: string, type: Column['type'], of: (row: FoundOrder) => Cell])[] = [
  ['order_id', 'text', (row) => row.orderId],
  ['order_number', 'text', (row) => row.number],
  ['customer_po', 'text', (row) => row.customerPo],
  ['customer', 'text', (row) => row.customer?.name ?? null],
  ['region', 'text', (row) => row.region],
  ['channel', 'text', (row) => row.channel],
  ['state', 'text', (row) => row.state],
  ['is_late', 'boolean', (row) => row.isLate],
  ['is_blocked', 'boolean', (row) => row.isBlocked],
  ['days_late', 'integer', (row) => row.daysLate],
  ['cause', 'text', (row) => row.cause],
  ['waits_for', 'text', (row) => row.supplyNumber],
  ['ordered_on', 'date', (row) => row.orderedOn],
  ['promised_on', 'date', (row) => row.promisedOn],
  ['expected_on', 'date', (row) => row.expectedOn],
  ['last_shipped_on', 'date', (row) => row.lastShippedOn],
  ['quantity_ordered', 'number', (row) => row.quantityOrdered],
  ['quantity_to_ship', 'number', (row) => row.quantityToShip],
  ['quantity_shipped', 'number', (row) => row.quantityShipped],
  ['amount_base', 'number', (row) => row.amount],
  ['open_base', 'number', (row) => row.open],
  ['currency', 'text', (row) => row.currency],
  ['amount', 'number', (row) => row.amountInCurrency],
  ['open_amount', 'number', (row) => row.openInCurrency],
  ['is_incomplete', 'boolean', (row) => row.isIncomplete],
  ['missing_base', 'number', (row) => row.missing],
  ['missing_amount', 'number', (row) => row.missingInCurrency],
  ['is_short_closed', 'boolean', (row) => row.isShortClosed],
  ['found_by', 'text', ({ hits: [hit] }) => (hit ? `${hit.kind} ${hit.value}` : null)],
];

async function* one<T>(block: T): AsyncGenerator<T> {
  await Promise.resolve();
  yield block;
}

/** [ORDERS-7] The list from its first row: same statement and masks as the screen. */
export async function downloadOrders(
  services: Pick<Services, 'cache' | 'limits'>,
  lease: ServingLease,
  asker: Asker,
  search: OrderSearch,
): Promise<Download> {
  const { rows, total } = await searchOrders(services, lease, asker, {
    ...search,
    offset: 0,
    limit: orderExportCap,
  });
  return {
    name: 'orders',
    columns: columns.map(([name, type]) => ({ name, kind: 'field', type })),
    blocks: one(rows.map((row) => columns.map(([, , of]) => of(row)))),
    rows: rows.length,
    total,
  };
}
