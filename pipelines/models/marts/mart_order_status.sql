with
orders as (select * from fct_sales_order),
lines as (
    select
        order_id,
        cast(count(*) as integer) as line_count,
        cast(count(*) filter (where is_open) as integer) as open_line_count,
        count(*) filter (where is_open and is_service is not true) as open_goods_count,
        cast(count(*) filter (where is_late) as integer) as late_line_count,
        count(*) filter (where state <> 'cancelled') as live_count,
        count(*) filter (where state in ('in_production')) as producing_count,
        count(*) filter (where state = 'waiting_for_goods' or (state = 'partly_shipped' and supply_kind <> 'stock')) as waiting_count,
        count(*) filter (where state in ('invoiced', 'paid', 'credited')) as invoiced_count,
        count(*) filter (where state in ('paid', 'credited')) as paid_count,
        count(*) filter (where state = 'closed') as closed_count,
        bool_or(is_short_closed) as is_short_closed,
        cast(sum(amount) as decimal(18, 4)) as ordered_amount,
        cast(sum(amount_base) as decimal(18, 4)) as ordered_base,
        sum(quantity) filter (where state <> 'cancelled') as quantity_ordered,
        sum(quantity) filter (where state <> 'cancelled' and is_service is not true and quantity > 0) as quantity_to_ship,
        sum(least(quantity_shipped, quantity)) filter (where state <> 'cancelled' and (quantity < 0) is not true) as quantity_shipped,
        bool_and(is_service) filter (where state <> 'cancelled') as is_service,
        sum(quantity_open) as quantity_open,
        sum(quantity_invoiced) filter (where state <> 'cancelled') as quantity_invoiced,
        sum(
            round(amount_base * (cast(quantity_open as double) / nullif(cast(quantity as double), 0)), 4)
        ) as open_base,
        sum(
            cast(
                round(amount * (cast(quantity_open as double) / nullif(cast(quantity as double), 0)), 4) as decimal(18, 4)
            )
        ) as open_amount,
        max(expected_on) as expected_on,
        bool_or(is_open and expected_on is null and is_service is not true) as is_undated,
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
unbilled as (select distinct order_id from mart_unbilled_shipment),
left_goods as (
    select distinct order_id
    from (
        select order_id, product_no, sum(case when is_return then -quantity else quantity end) as quantity
        from fct_shipment_line
        where status = 'done' and order_id is not null
        group by order_id, product_no
    )
    where quantity > 0
),
joined as (
    select
        orders.*,
        lines.* exclude (order_id, line_count),
        worst_lines.cause as worst_cause,
        shipments.last.shipment_number as last_shipment_number,
        mart_order_balance.* exclude (order_id, currency, is_credited, is_settled, is_refund_due, is_invoice_shared),
        mart_order_balance.currency = orders.currency as is_in_its_currency,
        coalesce(mart_order_balance.is_credited, false) as is_credited,
        coalesce(mart_order_balance.is_settled, false) as is_settled,
        coalesce(mart_order_balance.is_refund_due, false) as is_refund_due,
        coalesce(mart_order_balance.is_invoice_shared, false) as is_invoice_shared,
        coalesce(lines.live_count, 0) as live,
        unbilled.order_id is not null as is_to_invoice,
        left_goods.order_id is not null as has_left,
    from orders
    left join lines on orders.order_id = lines.order_id
    left join worst_lines on orders.order_id = worst_lines.order_id
    left join shipments on orders.order_id = shipments.order_id
    left join mart_order_balance on orders.order_id = mart_order_balance.order_id
    left join unbilled on orders.order_id = unbilled.order_id
    left join left_goods on orders.order_id = left_goods.order_id
),
stated as (
    select
        *,
        case
            when status = 'cancelled' then 'cancelled'
            when status in ('draft', 'quotation') then 'quoted'
            when not is_booked then 'unknown'
            when line_count > 0 and live = 0 and not is_incomplete then 'cancelled'
            when live = 0 and status = 'done' then 'closed'
            when live = 0 then 'confirmed'
            when open_goods_count > 0 and quantity_shipped > 0 then 'partly_shipped'
            when open_line_count > 0 and quantity_shipped > 0 then 'shipped'
            when producing_count > 0 then 'in_production'
            when waiting_count > 0 then 'waiting_for_goods'
            when open_line_count > 0 then 'confirmed'
            when
                (invoiced_count > 0 and invoiced_count + closed_count = live)
                or (quantity_shipped > 0 and last_invoiced_on is not null and not is_to_invoice)
                then
                case
                    when is_settled and is_credited then 'credited'
                    when is_settled or (invoiced_count > 0 and paid_count = invoiced_count) then 'paid'
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
        is_booked
        and (coalesce(open_line_count, 0) > 0 or (is_incomplete and live = 0 and status = 'confirmed')) as is_open,
        coalesce(late_line_count, 0) > 0 as is_late,
        coalesce(is_overdue, false) as is_overdue,
        cast(coalesce(days_late, 0) as integer) as days_late,
        worst_cause as cause,
        ordered_on,
        requested_on,
        promised_on,
        next_promised_on,
        case when is_incomplete or coalesce(is_undated, false) then null else expected_on end as expected_on,
        line_count,
        coalesce(open_line_count, 0) as open_line_count,
        coalesce(late_line_count, 0) as late_line_count,
        cast(coalesce(quantity_ordered, 0) as decimal(18, 4)) as quantity_ordered,
        cast(coalesce(quantity_to_ship, 0) as decimal(18, 4)) as quantity_to_ship,
        cast(coalesce(quantity_shipped, 0) as decimal(18, 4)) as quantity_shipped,
        cast(coalesce(quantity_open, 0) as decimal(18, 4)) as quantity_open,
        cast(coalesce(quantity_invoiced, 0) as decimal(18, 4)) as quantity_invoiced,
        currency,
        case when state = 'cancelled' then ordered_amount else amount end as amount,
        case when state = 'cancelled' then ordered_base else amount_base end as amount_base,
        stated_amount,
        is_incomplete,
        missing_amount,
        missing_base,
        cast(coalesce(open_base, 0) as decimal(18, 4)) as open_base,
        cast(coalesce(open_amount, 0) as decimal(18, 4)) as open_amount,
        invoiced_base,
        coalesce(unrated_count, 0) as unrated_count,
        case when is_in_its_currency then invoiced_amount end as invoiced_amount,
        paid_base,
        case when is_in_its_currency then paid_amount end as paid_amount,
        receivable_base,
        case when is_in_its_currency then receivable_amount end as receivable_amount,
        is_refund_due,
        is_to_invoice,
        state = 'cancelled' and has_left as is_shipped_though_cancelled,
        state = 'cancelled' and not is_settled and not is_invoice_shared
        and coalesce(receivable_base > 0, false) as is_unpaid_though_cancelled,
        coalesce(is_short_closed, false) as is_short_closed,
        coalesce(is_service, false) and not coalesce(is_incomplete, false) as is_service,
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
