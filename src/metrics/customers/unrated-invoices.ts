import type { Window } from '../../contract/query.ts';
import { type CompileContext, tableSql } from '../compile-context.ts';
import type { Parameters } from '../parameters.ts';
import type { RowPolicy } from '../policy.ts';
import { predicateSql } from '../predicate.ts';

/**
 * [C360-8] How many posted invoices, credit notes and payments without a rate (FX-3) the sums of each customer leave out, as the
 * common table expressions `unrated_lines`, `unrated_invoices` and `unrated_payments`, by `customer_no`; those of who has none
 * are not there. A payment of an invoice that is left out itself lowers nothing. `only`: SQL that is true of the customers wanted.
 */
export function unratedSql(
  { from, to }: Window,
  policy: RowPolicy,
  parameters: Parameters,
  context: CompileContext,
  only = 'true',
): string {
  const visible = predicateSql(policy.predicate, parameters);
  const since = parameters.date(from);
  const before = `issued_on < ${parameters.date(to)} and ${visible} and ${only}`;
  return `unrated_lines as (
  select customer_no, count(distinct invoice_id) filter (where issued_on >= ${since}) as of_year, count(distinct invoice_id) as ever
  from ${tableSql(context, 'fct_invoice_line')} where amount_base is null and ${before} group by customer_no
),
unrated_invoices as (
  select customer_no, count(*) as unpaid, count(*) filter (where status = 'overdue') as overdue
  from ${tableSql(context, 'fct_invoice')} where total_base is null and status <> 'paid' and ${before} group by customer_no
),
unrated_payments as (
  select payment.customer_no, count(*) filter (where payment.invoice_id is null or invoice.total_base is not null) as unsettled,
    count(*) filter (where invoice.total_base is not null and invoice.status = 'overdue') as of_overdue,
    count(*) filter (where invoice.kind = 'invoice' and payment.amount > 0 and payment.paid_on >= ${since}) as of_year
  from (select * from ${tableSql(context, 'fct_payment')} where settled_base is null and paid_on < ${parameters.date(to)} and ${visible} and ${only}) payment
  left join ${tableSql(context, 'fct_invoice')} invoice on payment.invoice_id = invoice.invoice_id group by payment.customer_no
)`;
}
