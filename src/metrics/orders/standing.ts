import { type CompileContext, tableSql } from '../compile-context.ts';
import type { Parameters } from '../parameters.ts';
import type { RowPolicy } from '../policy.ts';
import { predicateSql } from '../predicate.ts';

/**
 * [ORDERS-1] [ORDERS-4] The orders this person may see with what holds them up, as the common table expressions
 * `open_lines` and `standing`. `only`: SQL that is true of the orders wanted, by `order_id`.
 */
export function standingSql(
  policy: RowPolicy,
  parameters: Parameters,
  context: CompileContext,
  only = 'true',
): string {
  const visible = predicateSql(policy.predicate, parameters);
  return `open_lines as (
  select order_id,
    bool_or(cause = 'payment_hold' or quantity_covered < quantity_open or expected_on is null) as is_blocked,
    arg_min(supply_kind, row(-days_late, order_line_id)) as supply_kind,
    arg_min(coalesce(supply_number, ''), row(-days_late, order_line_id)) as supply_number
  from ${tableSql(context, 'mart_order_line_status')} where is_open and not is_service and ${visible} and ${only} group by order_id
),
standing as (
  select o.*, coalesce(l.is_blocked, false) as is_blocked, l.supply_kind, nullif(l.supply_number, '') as supply_number,
    coalesce(o.next_promised_on, o.promised_on) as due_on
  from (select * from ${tableSql(context, 'mart_order_status')} where ${visible} and ${only}) o
  left join open_lines l on o.order_id = l.order_id
)`;
}

/** SQL of what is told of every order; `s` is `standing`, `c` its customer. Columns are those of `standingOf`. */
export const standingColumns = `s.order_id, s.order_number, s.customer_po, c.customer_no, c.golden_id, c.name as customer_name, s.region, s.channel,
  s.state, s.is_open, s.is_late, s.is_blocked, s.is_refund_due, s.is_to_invoice, s.quantity_invoiced > 0 or coalesce(s.invoiced_base, 0) > 0 as has_invoice, s.is_shipped_though_cancelled, s.is_unpaid_though_cancelled, s.is_short_closed, s.days_late, s.cause, s.supply_kind, s.supply_number, s.ordered_on::varchar as ordered_on,
  s.due_on::varchar as promised_on, s.expected_on::varchar as expected_on, s.last_shipped_on::varchar as last_shipped_on,
  s.line_count::double as line_count, s.is_incomplete, s.missing_base::double as missing,
  s.amount_base::double as amount, s.open_base::double as open, s.currency,
  s.amount::double as amount_in_currency, s.open_amount::double as open_in_currency, s.missing_amount::double as missing_in_currency, s.quantity_ordered::double as quantity_ordered, s.quantity_to_ship::double as quantity_to_ship, s.quantity_shipped::double as quantity_shipped, s.is_service`;
