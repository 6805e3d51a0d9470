import { type CompileContext, mask, tableSql } from '../compile-context.ts';
import type { Statement } from '../customers/compile-customer.ts';
import { createParameters } from '../parameters.ts';
import type { RowPolicy } from '../policy.ts';
import { predicateSql } from '../predicate.ts';
import { customerNamesSql } from './customer-names.ts';
import { orderNumber } from './order-number.ts';
import { standingColumns, standingSql } from './standing.ts';

/** An id as asked for, or an order's own number → the order. */
export function compileFindOrder(id: string, policy: RowPolicy, context: CompileContext): Statement {
  const parameters = createParameters();
  const visible = predicateSql(policy.predicate, parameters);
  const sql = `with visible as (select order_id, ordered_on from ${tableSql(context, 'mart_order_status')} where ${visible})
select order_id from (
  select 0 as way, order_id, ordered_on from visible where order_id = ${parameters.text(id)}
  union all
  select 1, visible.order_id, visible.ordered_on from ${tableSql(context, 'mart_order_number')} n join visible on n.order_id = visible.order_id
  where n.token = ${parameters.text(orderNumber(id))} and n.kind in ('order', 'quote') and n.document_id = n.order_id
) order by way, ordered_on desc nulls last, order_id limit 1`;
  return { sql, parameters: parameters.values };
}

/** [STATUS-4] One row: where the order stands, and its customer's invoices that may hold it up. */
export function compileOrder(orderId: string, policy: RowPolicy, context: CompileContext): Statement {
  const parameters = createParameters();
  const only = `order_id = ${parameters.text(orderId)}`;
  const seller = policy.maskPersonal ? `case when e.name is not null then '${mask}' end` : 'e.name';
  const sql = `with ${standingSql(policy, parameters, context, only)},
${customerNamesSql(policy, parameters, context, 'select customer_no from standing')},
overdue as (
  select count(*)::double as invoices, coalesce(sum(open_base), 0)::double as amount, (count(*) filter (where open_base is null))::double as unrated, coalesce(max(${parameters.date(context.asOf)} - due_on), 0)::double as days
  from ${tableSql(context, 'fct_invoice')}
  where customer_no in (select customer_no from standing where customer_no <> 0) and status = 'overdue' and due_on < ${parameters.date(context.asOf)} - 30
    and invoice_id not in (select invoice_id from ${tableSql(context, 'mart_settled_invoice')}) and ${predicateSql(policy.predicate, parameters)}
)
select ${standingColumns}, s.source_status, ${seller} as salesperson, s.requested_on::varchar as requested_on, s.quantity_invoiced::double as quantity_invoiced, s.invoiced_base::double as invoiced,
  s.paid_base::double as paid, s.receivable_base::double as receivable, s.unrated_count::double as unrated_count, s.invoiced_amount::double as invoiced_in_currency,
  s.paid_amount::double as paid_in_currency, s.receivable_amount::double as receivable_in_currency, s.is_invoice_shared,
  overdue.invoices as overdue_invoices, overdue.amount as overdue_amount, overdue.days as overdue_days, overdue.unrated as overdue_unrated, s._source, s._batch, s._line::double as _line
from standing s left join customers c on s.customer_no = c.customer_no cross join overdue
left join ${tableSql(context, 'dim_employee')} e on s.salesperson_id = e.employee_id`;
  return { sql, parameters: parameters.values };
}

const products = (context: CompileContext): string =>
  `products as (
  select product_no, arg_min(code, product_id) as code, arg_min(name, product_id) as name, arg_min(name_zh, product_id) as name_zh,
    arg_min(uom, product_id) as uom, nullif(arg_min(lead_time_days, product_id), 0) as lead_time_days
  from ${tableSql(context, 'dim_product')} where is_current and product_no <> 0 group by product_no
)`;

/**
 * [ORDERS-6] The lines, and how the day of each open one came about. Supply and stock belong to no market: they are
 * shown with the line that waits for them. What is not promised yet follows from all orders: `null` for who sees not all.
 */
export function compileOrderLines(orderId: string, policy: RowPolicy, context: CompileContext): Statement {
  const parameters = createParameters();
  const table = (name: string): string => tableSql(context, name);
  const visible = predicateSql(policy.predicate, parameters);
  const seesAll = policy.predicate.kind === 'all';
  const atp = seesAll
    ? `select l.order_line_id, arg_max(a.available, a.date_on) filter (where a.date_on <= ${parameters.date(context.asOf)}) as unpromised,
      coalesce(min(a.date_on) filter (where a.available >= l.quantity), max(a.lead_time_on)) as earliest_on
    from lines l join ${table('mart_available_to_promise')} a on l.product_no = a.product_no group by l.order_line_id, l.quantity`
    : `select null::varchar as order_line_id, null::decimal(18, 4) as unpromised, null::date as earliest_on where false`;
  const sql = `with ${products(context)},
lines as (select * from ${table('mart_order_line_status')} where order_id = ${parameters.text(orderId)} and ${visible}),
allocated as (select * from ${table('mart_supply_allocation')} where kind = 'order_line' and order_id = ${parameters.text(orderId)} and ${visible}),
supply as (select * from ${table('mart_supply_expected')} where supply_id in (select supply_id from allocated)),
stock as (select product_no, sum(quantity) as on_hand from ${table('mart_supply_expected')} where kind = 'stock' and product_no in (select product_no from lines) group by product_no),
atp as (${atp})
select l.order_line_id, l.line_no::double as line_no, p.code, p.name, p.name_zh, p.uom, l.state, l.is_open, l.is_late, l.is_service, l.is_short_closed, l.days_late::double as days_late, l.cause,
  l.quantity::double as quantity, l.quantity_shipped::double as shipped, l.quantity_invoiced::double as invoiced, l.quantity_open::double as open,
  l.amount_base::double as amount, l.requested_on::varchar as requested_on, l.promised_on::varchar as promised_on, l.expected_on::varchar as expected_on,
  l.last_shipped_on::varchar as last_shipped_on, l.quantity_from_stock::double as from_stock,
  (l.quantity_covered - l.quantity_from_stock)::double as from_supply, (l.quantity_open - l.quantity_covered)::double as uncovered,
  l.available_on::varchar as available_on, l.scheduled_on::varchar as scheduled_on, p.lead_time_days::double as lead_time_days, l.supply_kind, l.supply_number,
  s.status as supply_status, s.quantity::double as supply_quantity, s.promised_on::varchar as supply_promised_on,
  coalesce(s.expected_on, l.available_on)::varchar as supply_expected_on, coalesce(s.rule, case when l.supply_kind = 'none' and l.available_on is not null then 'lead_time' end) as supply_rule,
  coalesce(s.days_late, 0)::double as supply_days_late, stock.on_hand::double as on_hand, atp.unpromised::double as unpromised,
  case when l.state = 'quoted' and not l.is_service then atp.earliest_on end::varchar as earliest_on, l._source, l._batch, l._line::double as _line
from lines l
left join products p on l.product_no = p.product_no
left join allocated a on l.order_line_id = a.demand_id
left join supply s on a.supply_id = s.supply_id
left join stock on l.product_no = stock.product_no
left join atp on l.order_line_id = atp.order_line_id
order by l.line_no nulls last, l.order_line_id`;
  return { sql, parameters: parameters.values };
}

/** Work orders of the thread, those under way first. */
export function compileProduction(orderId: string, policy: RowPolicy, context: CompileContext): Statement {
  const parameters = createParameters();
  const table = (name: string): string => tableSql(context, name);
  const sql = `with ${products(context)},
tied as (
  select document_id from ${table('mart_thread_document')}
  where thread_id = ${parameters.text(orderId)} and kind = 'work_order' and ${predicateSql(policy.predicate, parameters)}
)
select w.work_order_id, w.number, w.status, p.code, p.name, p.name_zh, w.quantity_planned::double as planned, coalesce(w.quantity_done, 0)::double as done,
  coalesce(w.quantity_scrap, 0)::double as scrap, w.planned_start_on::varchar as planned_start_on, w.planned_end_on::varchar as planned_end_on,
  w.started_on::varchar as started_on, w.finished_on::varchar as finished_on, s.expected_on::varchar as expected_on, s.rule, coalesce(s.days_late, 0)::double as days_late
from ${table('fct_work_order')} w semi join tied on w.work_order_id = tied.document_id
left join ${table('mart_supply_expected')} s on w.work_order_id = s.supply_id
left join products p on w.product_no = p.product_no
order by w.status = 'done', w.planned_start_on desc nulls last, w.work_order_id limit 50`;
  return { sql, parameters: parameters.values };
}
