import type { Window } from '../../contract/query.ts';
import { type CompileContext, tableSql } from '../compile-context.ts';
import type { Parameters } from '../parameters.ts';
import type { RowPolicy } from '../policy.ts';
import { predicateSql } from '../predicate.ts';

/**
 * [C360-8] How many posted invoices and credit notes without a rate (FX-3) the sums of each customer leave out, as the common
 * table expressions `unrated_lines` and `unrated_invoices`, by `customer_no`; those of who has none are not there. `only`: SQL
 * that is true of the customers wanted.
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
)`;
}
