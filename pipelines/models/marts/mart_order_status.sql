with
orders as (select * from fct_sales_order),
lines as (
    select
        order_id,
        cast(count(*) as integer) as line_count,
        cast(count(*) filter (where is_open) as integer) as open_line_count,
        cast(count(*) filter (where is_late) as integer) as late_line_count,
        count(*) filter (where state <> 'cancelled') as live_count,
        count(*) filter (where state in ('in_production')) as producing_count,
        count(*) filter (where state = 'waiting_for_goods' or (state = 'partly_shipped' and supply_kind <> 'stock')) as waiting_count,
        count(*) filter (where state in ('invoiced', 'paid')) as invoiced_count,
        count(*) filter (where state = 'paid') as paid_count,
        count(*) filter (where state = 'closed') as closed_count,
        sum(quantity) filter (where state <> 'cancelled') as quantity_ordered,
        sum(quantity_shipped) filter (where state <> 'cancelled') as quantity_shipped,
        sum(quantity_open) as quantity_open,
        sum(quantity_invoiced) filter (where state <> 'cancelled') as quantity_invoiced,
        sum(
            round(amount_base * (cast(quantity_open as double) / nullif(cast(quantity as double), 0)), 4)
        ) as open_base,
        max(expected_on) as expected_on,
        bool_or(is_open and expected_on is null) as is_undated,
        bool_or(is_overdue) as is_overdue,
        coalesce(max(days_late) filter (where is_open), max(days_late), 0) as days_late,
        max(last_shipped_on) as last_shipped_on,
        min(promised_on) filter (where is_open) as next_promised_on,
    from mart_order_line_status
    group by order_id
),
worst_lines as (
    select order_id, min_by(cause, struct_pack(late := -days_late, id := order_line_id)) as cause
    from mart_order_line_status
    where is_open
    group by order_id
),
shipments as (
    select order_id, max(struct_pack(shipped_on, shipment_number)) as last
    from fct_shipment_line
    where status = 'done' and not is_return and order_id is not null and shipped_on is not null
    group by order_id
),
invoice_orders as (
    select distinct fct_invoice_line.invoice_id, fct_sales_order_line.order_id
    from fct_invoice_line
    inner join fct_sales_order_line on fct_invoice_line.order_line_id = fct_sales_order_line.order_line_id
    union
    select invoice_id, order_id
    from fct_invoice
    where order_id is not null
),
shared as (select invoice_id from invoice_orders group by invoice_id having count(*) > 1),
invoices as (
    select
        invoice_orders.order_id,
        sum(fct_invoice.total_base) as invoiced_base,
        sum(fct_invoice.paid_base) as paid_base,
        sum(fct_invoice.open_base) as receivable_base,
        max(struct_pack(issued_on := fct_invoice.issued_on, number := fct_invoice.number)) filter (where fct_invoice.kind = 'invoice') as last,
        bool_or(shared.invoice_id is not null) as is_invoice_shared,
    from invoice_orders
    inner join fct_invoice on invoice_orders.invoice_id = fct_invoice.invoice_id
    left join shared on invoice_orders.invoice_id = shared.invoice_id
    group by invoice_orders.order_id
),
balances as (
    select
        invoice_orders.order_id,
        fct_invoice.currency,
        sum(fct_invoice.total) as net,
        sum(
            case
                when fct_invoice.status = 'paid' then 0
                else cast(
                    round(
                        fct_invoice.total
                        * (cast(fct_invoice.open_base as double) / nullif(cast(fct_invoice.total_base as double), 0)),
                        2
                    ) as decimal(18, 2)
                )
            end
        ) as receivable,
        bool_or(fct_invoice.kind = 'credit_note') as has_credit_note,
        bool_or(fct_invoice.open_base is null or shared.invoice_id is not null) as is_unknown,
    from invoice_orders
    inner join fct_invoice on invoice_orders.invoice_id = fct_invoice.invoice_id
    left join shared on invoice_orders.invoice_id = shared.invoice_id
    group by invoice_orders.order_id, fct_invoice.currency
),
settlements as (
    select
        order_id,
        bool_or(has_credit_note) and max(net) <= 0 as is_credited,
        max(receivable) <= 0 as is_settled,
        max(receivable) <= 0 and min(receivable) < 0 as is_refund_due,
    from balances
    group by order_id
    having not bool_or(is_unknown)
),
payments as (
    select invoice_orders.order_id, max(fct_payment.paid_on) as last_paid_on
    from fct_payment
    inner join invoice_orders on fct_payment.invoice_id = invoice_orders.invoice_id
    group by invoice_orders.order_id
),
joined as (
    select
        orders.*,
        lines.* exclude (order_id, line_count),
        worst_lines.cause as worst_cause,
        shipments.last.shipment_number as last_shipment_number,
        invoices.last.number as last_invoice_number,
        invoices.last.issued_on as last_invoiced_on,
        invoices.invoiced_base,
        invoices.paid_base,
        case
            when settlements.is_settled and not settlements.is_refund_due then 0 else invoices.receivable_base
        end as receivable_base,
        coalesce(settlements.is_credited, false) as is_credited,
        coalesce(settlements.is_settled, false) as is_settled,
        coalesce(settlements.is_refund_due, false) as is_refund_due,
        coalesce(invoices.is_invoice_shared, false) as is_invoice_shared,
        payments.last_paid_on,
        coalesce(lines.live_count, 0) as live,
    from orders
    left join lines on orders.order_id = lines.order_id
    left join worst_lines on orders.order_id = worst_lines.order_id
    left join shipments on orders.order_id = shipments.order_id
    left join invoices on orders.order_id = invoices.order_id
    left join settlements on orders.order_id = settlements.order_id
    left join payments on orders.order_id = payments.order_id
),
stated as (
    select
        *,
        case
            when status = 'cancelled' then 'cancelled'
            when status in ('draft', 'quotation') then 'quoted'
            when not is_booked then 'unknown'
            when line_count > 0 and live = 0 then 'cancelled'
            when live = 0 and status = 'done' then 'closed'
            when live = 0 then 'confirmed'
            when open_line_count > 0 and quantity_shipped > 0 then 'partly_shipped'
            when producing_count > 0 then 'in_production'
            when waiting_count > 0 then 'waiting_for_goods'
            when open_line_count > 0 then 'confirmed'
            when invoiced_count > 0 and invoiced_count + closed_count = live then
                case
                    when is_settled and is_credited then 'credited'
                    when is_settled or paid_count = invoiced_count then 'paid'
                    else 'invoiced'
                end
            when quantity_shipped > 0 or invoiced_count > 0 then 'shipped'
            else 'closed'
        end as state,
        greatest(ordered_on, last_shipped_on, last_invoiced_on, last_paid_on) as last_event_on,
    from joined
),
final as (
    select
        order_id,
        number as order_number,
        customer_po,
        opportunity_ref,
        customer_no,
        customer_id,
        region,
        channel,
        salesperson_id,
        status as source_status,
        state,
        is_booked,
        is_booked and coalesce(open_line_count, 0) > 0 as is_open,
        coalesce(late_line_count, 0) > 0 as is_late,
        coalesce(is_overdue, false) as is_overdue,
        cast(coalesce(days_late, 0) as integer) as days_late,
        worst_cause as cause,
        ordered_on,
        requested_on,
        promised_on,
        next_promised_on,
        case when coalesce(is_undated, false) then null else expected_on end as expected_on,
        line_count,
        coalesce(open_line_count, 0) as open_line_count,
        coalesce(late_line_count, 0) as late_line_count,
        cast(coalesce(quantity_ordered, 0) as decimal(18, 4)) as quantity_ordered,
        cast(coalesce(quantity_shipped, 0) as decimal(18, 4)) as quantity_shipped,
        cast(coalesce(quantity_open, 0) as decimal(18, 4)) as quantity_open,
        cast(coalesce(quantity_invoiced, 0) as decimal(18, 4)) as quantity_invoiced,
        currency,
        amount,
        amount_base,
        cast(coalesce(open_base, 0) as decimal(18, 4)) as open_base,
        cast(invoiced_base as decimal(18, 4)) as invoiced_base,
        cast(paid_base as decimal(18, 4)) as paid_base,
        cast(receivable_base as decimal(18, 4)) as receivable_base,
        is_refund_due,
        is_invoice_shared,
        last_shipment_number,
        last_shipped_on,
        last_invoice_number,
        last_invoiced_on,
        last_paid_on,
        last_event_on,
        case
            when last_paid_on = last_event_on then 'paid'
            when last_invoiced_on = last_event_on then 'invoiced'
            when last_shipped_on = last_event_on then 'shipped'
            else 'ordered'
        end as last_event,
        _source,
        _source_key,
        _batch,
        _line,
    from stated
)
select * from final
