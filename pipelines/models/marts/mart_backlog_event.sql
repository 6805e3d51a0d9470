with
lines as (select * from fct_sales_order_line where is_booked and amount_base is not null),
shipments as (
    select order_line_id, shipped_on, sum(quantity) as quantity
    from fct_shipment_line
    where status = 'done' and not is_return and shipped_on is not null and order_line_id is not null
    group by order_line_id, shipped_on
),
shipment_counts as (
    select order_line_id, count(*) as n_days
    from shipments
    group by order_line_id
),
in_one_go as (
    select
        shipments.order_line_id,
        shipments.shipped_on,
        shipments.quantity as shipped_up_to,
        cast(0 as decimal(18, 4)) as shipped_before,
    from shipments
    inner join shipment_counts on shipments.order_line_id = shipment_counts.order_line_id
    where shipment_counts.n_days = 1
),
in_parts as (
    select
        shipments.order_line_id,
        shipments.shipped_on,
        sum(shipments.quantity) over (
            partition by shipments.order_line_id
            order by shipments.shipped_on
            rows between unbounded preceding and current row
        ) as shipped_up_to,
        shipments.quantity,
    from shipments
    inner join shipment_counts on shipments.order_line_id = shipment_counts.order_line_id
    where shipment_counts.n_days > 1
),
steps as (
    select order_line_id, shipped_on, shipped_up_to, shipped_before from in_one_go
    union all
    select order_line_id, shipped_on, shipped_up_to, shipped_up_to - quantity from in_parts
),
shipped as (
    select
        steps.shipped_on as date_on,
        cast(round(lines.amount_base * (least(steps.shipped_before, lines.quantity) / lines.quantity), 4) as decimal(18, 4))
        - cast(
            round(lines.amount_base * (least(steps.shipped_up_to, lines.quantity) / lines.quantity), 4) as decimal(18, 4)
        ) as delta_base,
        least(steps.shipped_before, lines.quantity) - least(steps.shipped_up_to, lines.quantity) as delta_quantity,
        lines.*,
    from steps
    inner join lines on steps.order_line_id = lines.order_line_id
    where lines.quantity > 0
),
events as (
    select
        ordered_on as date_on, 'ordered' as kind, order_line_id, customer_no, product_no, region, channel, category,
        amount_base as delta_base, quantity as delta_quantity, _source, _source_key, _batch, _line,
    from lines
    union all
    select
        date_on, 'shipped', order_line_id, customer_no, product_no, region, channel, category,
        delta_base, delta_quantity, _source, _source_key, _batch, _line,
    from shipped
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
