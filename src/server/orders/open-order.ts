import type { OrderResponse } from '../../contract/api/orders.ts';
import type { Statement } from '../../metrics/customers/compile-customer.ts';
import { compileOrder, compileOrderLines, compileProduction } from '../../metrics/orders/compile-order.ts';
import { compileDocuments, compileTies } from '../../metrics/orders/compile-thread.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import { lineOf } from '../customers/line-of.ts';
import type { Asker } from '../queries/answer-query.ts';
import { compileContext } from '../queries/compile-context.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';
import type { Services } from '../services.ts';
import { orderLineOf, productionOf } from './order-lines.ts';
import { orderReasons } from './order-reasons.ts';
import { rowCells, type Row } from './row-cells.ts';
import { standingOf } from './standing-of.ts';
import { threadDocumentOf, threadTieOf } from './thread-of.ts';

type Opened = Omit<OrderResponse, 'generation' | 'asOf'>;

/** [ORDERS-1] [ORDERS-6] [THREAD-6] One order with its lines, their supply and its thread, as this person may see them. */
export async function openOrder(
  services: Pick<Services, 'cache' | 'limits'>,
  lease: ServingLease,
  asker: Asker,
  orderId: string,
): Promise<Opened> {
  const policy = rowPolicy(asker.principal);
  const context = compileContext(lease, asker.language);
  const read = ({
    sql,
    parameters,
  }: Statement): Promise<Record<string, string | number | boolean | null>[]> =>
    records(lease, sql, parameters);
  const key = JSON.stringify(['order', lease.generation, orderId, policy.key]);
  const { value } = await services.cache.get(key, () =>
    services.limits.queries.run(asker.principal.userId, async () => {
      const [[heading = {}], lines, production, documents, ties] = await Promise.all([
        read(compileOrder(orderId, policy, context)),
        read(compileOrderLines(orderId, policy, context)),
        read(compileProduction(orderId, policy, context)),
        read(compileDocuments(orderId, policy, context)),
        read(compileTies(orderId, policy, context)),
      ]);
      const count = lines.length + production.length + documents.length + ties.length;
      return { heading, lines, production, documents, ties, bytes: 1_000 + count * 400 };
    }),
  );
  const lines = value.lines.map((row) => orderLineOf(row, policy.predicate.kind === 'all'));
  return {
    ...headingOf(value.heading),
    reasons: orderReasons(lines),
    lines,
    production: value.production.map(productionOf),
    documents: value.documents.map(threadDocumentOf),
    ties: value.ties.map(threadTieOf),
  };
}

function headingOf(row: Row): Omit<Opened, 'reasons' | 'lines' | 'production' | 'documents' | 'ties'> {
  const { text, number, amount, is } = rowCells(row);
  return {
    ...standingOf(row),
    sourceStatus: text('source_status'),
    salesperson: text('salesperson'),
    requestedOn: text('requested_on'),
    quantityInvoiced: amount('quantity_invoiced'),
    invoiced: number('invoiced'),
    paid: number('paid'),
    receivable: number('receivable'),
    invoicesWithoutRate: amount('unrated_count'),
    invoicedInCurrency: number('invoiced_in_currency'),
    paidInCurrency: number('paid_in_currency'),
    receivableInCurrency: number('receivable_in_currency'),
    isInvoiceShared: is('is_invoice_shared'),
    overdue: {
      invoices: amount('overdue_invoices'),
      amount: amount('overdue_amount'),
      days: amount('overdue_days'),
      unrated: amount('overdue_unrated'),
    },
    line: lineOf(row),
  };
}
