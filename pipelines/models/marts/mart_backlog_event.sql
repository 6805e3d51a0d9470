with
lines as (select * from fct_sales_order_line where is_booked and amount_base is not null),
orders as (select * from fct_sales_order),
deliveries as (
    select order_line_id, 'shipped' as kind, shipped_on as date_on, sum(quantity) as quantity
    from fct_shipment_line
    where status = 'done' and not is_return and shipped_on is not null and order_line_id is not null
    group by order_line_id, shipped_on
    union all
    select fct_invoice_line.order_line_id, 'invoiced', fct_invoice_line.issued_on, sum(fct_invoice_line.quantity)
    from fct_invoice_line
    inner join lines on fct_invoice_line.order_line_id = lines.order_line_id
    where lines.is_service and fct_invoice_line.kind = 'invoice'
    group by fct_invoice_line.order_line_id, fct_invoice_line.issued_on
),
delivery_counts as (
    select order_line_id, count(*) as n_days, sum(quantity) as quantity
    from deliveries
    group by order_line_id
),
last_shipments as (
    select order_id, max(shipped_on) as shipped_on
    from fct_shipment_line
    where status = 'done' and not is_return and order_id is not null
    group by order_id
),
in_one_go as (
    select
        deliveries.order_line_id,
        deliveries.kind,
        deliveries.date_on,
        deliveries.quantity as up_to,
        cast(0 as decimal(18, 4)) as before,
    from deliveries
    inner join delivery_counts on deliveries.order_line_id = delivery_counts.order_line_id
    where delivery_counts.n_days = 1
),
in_parts as (
    select
        deliveries.order_line_id,
        deliveries.kind,
        deliveries.date_on,
        sum(deliveries.quantity) over (
            partition by deliveries.order_line_id
            order by deliveries.date_on
            rows between unbounded preceding and current row
        ) as up_to,
        deliveries.quantity,
    from deliveries
    inner join delivery_counts on deliveries.order_line_id = delivery_counts.order_line_id
    where delivery_counts.n_days > 1
),
steps as (
    select order_line_id, kind, date_on, up_to, before from in_one_go
    union all
    select order_line_id, kind, date_on, up_to, up_to - quantity from in_parts
),
delivered as (
    select
        steps.date_on,
        steps.kind,
        cast(round(lines.amount_base * (least(steps.before, lines.quantity) / lines.quantity), 4) as decimal(18, 4))
        - cast(
            round(lines.amount_base * (least(steps.up_to, lines.quantity) / lines.quantity), 4) as decimal(18, 4)
        ) as delta_base,
        least(steps.before, lines.quantity) - least(steps.up_to, lines.quantity) as delta_quantity,
        lines.*,
    from steps
    inner join lines on steps.order_line_id = lines.order_line_id
    where lines.quantity > 0
),
ended as (
    select
        greatest(
            lines.ordered_on,
            coalesce(
                last_shipments.shipped_on,
                mart_order_balance.last_invoiced_on,
                case when orders.changed_on is not null then least(orders.changed_on, config.as_of) end
            )
        ) as date_on,
        case
            when lines.quantity > 0 then least(coalesce(delivery_counts.quantity, 0), lines.quantity) else 0
        end as delivered,
        lines.*,
    from lines
    cross join config
    left join orders on lines.order_id = orders.order_id
    left join last_shipments on lines.order_id = last_shipments.order_id
    left join mart_order_balance on lines.order_id = mart_order_balance.order_id
    left join delivery_counts on lines.order_line_id = delivery_counts.order_line_id
    where lines.status = 'done'
),
closed as (
    select
        cast(
            round(amount_base * (case when quantity > 0 then delivered / quantity else 0 end), 4) as decimal(18, 4)
        )
        - amount_base as delta_base,
        delivered - quantity as delta_quantity,
        ended.*,
    from ended
),
events as (
    select
        ordered_on as date_on, 'ordered' as kind, order_line_id, customer_no, product_no, region, channel, category,
        amount_base as delta_base, quantity as delta_quantity, _source, _source_key, _batch, _line,
    from lines
    union all
    select
        date_on, kind, order_line_id, customer_no, product_no, region, channel, category,
        delta_base, delta_quantity, _source, _source_key, _batch, _line,
    from delivered
    where delta_base <> 0 or delta_quantity <> 0
    union all
    select
        date_on, 'closed', order_line_id, customer_no, product_no, region, channel, category,
        delta_base, delta_quantity, _source, _source_key, _batch, _line,
    from closed
    where delta_base <> 0 or delta_quantity <> 0
),
final as (
    select
        date_on,
        kind,
        order_line_id,
        customer_no,
        product_no,
        region,
        channel,
        category,
        cast(delta_base as decimal(18, 4)) as delta_base,
        cast(delta_quantity as decimal(18, 4)) as delta_quantity,
        _source,
        _source_key,
        _batch,
        _line,
    from events
)
select * from final
