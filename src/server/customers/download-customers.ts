import type { Cell, Column } from '../../contract/api/cell.ts';
import type { CustomerSearch } from '../../contract/api/customers.ts';
import { laneOf } from '../../contract/event-kinds.ts';
import type { Download } from '../exports/download.ts';
import type { TimelineQuestion } from '../../metrics/customers/compile-timeline.ts';
import type { Asker } from '../queries/answer-query.ts';
import type { ServingLease } from '../queries/serving.ts';
import type { Services } from '../services.ts';
import { findCustomer } from './find-customer.ts';
import { readTimeline } from './read-timeline.ts';
import { searchCustomers } from './search-customers.ts';

/** More rows than this are not downloaded in one go. */
export const customerExportCap = 20_000;

type Needs = Pick<Services, 'cache' | 'limits'>;

const column = (name: string, type: Column['type'] = 'text'): Column => ({ name, kind: 'field', type });

async function* one<T>(block: T): AsyncGenerator<T> {
  await Promise.resolve();
  yield block;
}

const download = (name: string, columns: readonly Column[], rows: Cell[][], total: number): Download => ({
  name,
  columns,
  blocks: one(rows),
  rows: rows.length,
  total,
});

/** [C360-7] The list of a search from its first row: same statement and masks as the screen. */
export async function downloadSearch(
  services: Needs,
  lease: ServingLease,
  asker: Asker,
  search: CustomerSearch,
): Promise<Download> {
  const { rows, total } = await searchCustomers(services, lease, asker, {
    ...search,
    offset: 0,
    limit: customerExportCap,
  });
  const columns = [
    column('golden_id'),
    column('name'),
    column('other_name'),
    column('kind'),
    column('region'),
    column('channel'),
    column('city'),
    column('sources'),
    column('records', 'integer'),
    column('revenue', 'number'),
    column('receivables', 'number'),
    column('overdue_receivables', 'number'),
    column('revenue_unrated', 'integer'),
    column('receivables_unrated', 'integer'),
    column('overdue_unrated', 'integer'),
    column('receivables_payments_unrated', 'integer'),
    column('overdue_payments_unrated', 'integer'),
  ];
  const cells = rows.map((row): Cell[] => [
    row.goldenId,
    row.name,
    row.otherName,
    row.kind,
    row.region,
    row.channel,
    row.city,
    row.sources.join(' '),
    row.recordCount,
    row.revenue,
    row.receivables,
    row.overdue,
    row.unrated.revenue,
    row.unrated.receivables,
    row.unrated.overdue,
    row.unrated.payments.receivables,
    row.unrated.payments.overdue,
  ]);
  return download('customers', columns, cells, total);
}

/** [C360-7] The time line of one customer from its newest event. Throws `not_found`. */
export async function downloadTimeline(
  services: Needs,
  lease: ServingLease,
  asker: Asker,
  asked: { readonly customer: string } & Pick<TimelineQuestion, 'kinds' | 'from' | 'to'>,
): Promise<Download> {
  const customer = await findCustomer(lease, asker, asked.customer);
  const { rows, total } = await readTimeline(services, lease, asker, customer, {
    kinds: asked.kinds,
    from: asked.from,
    to: asked.to,
    offset: 0,
    limit: customerExportCap,
  });
  const columns = [
    column('date_on', 'date'),
    column('lane'),
    column('kind'),
    column('number'),
    column('text'),
    column('status'),
    column('flag'),
    column('days', 'integer'),
    column('amount_base', 'number'),
    column('currency'),
    column('amount', 'number'),
    column('source'),
  ];
  const cells = rows.map((event): Cell[] => [
    event.on,
    laneOf(event.kind),
    event.kind,
    event.number,
    event.text,
    event.status,
    event.flag,
    event.days,
    event.amount,
    event.currency,
    event.amountInCurrency,
    event.source,
  ]);
  return download('customer-timeline', columns, cells, total);
}
