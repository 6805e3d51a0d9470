with
received as (
    select origin, sum(quantity) as quantity, max(effective_date) as received_on
    from stock_move
    where origin like 'purchase.line,%' and state = 'done' and id in (select id from stock_move_ids)
    group by origin
),
final as (
    select
        lines.id as source_key,
        orders.number as order_number,
        orders.party as vendor_key,
        lines.product as product_key,
        lines.quantity,
        coalesce(received.quantity, 0) as quantity_received,
        lines.unit_price,
        orders.currency,
        coalesce(orders.purchase_date, cast(timezone(config.time_zone, timezone('UTC', orders.created_at)) as date)) as ordered_on,
        lines.delivery_date as promised_on,
        received.received_on,
        case orders.state
            when 'done' then 'done'
            when 'cancelled' then 'cancelled'
            when 'draft' then 'draft'
            when 'quotation' then 'draft'
            else 'ordered'
        end as status,
        lines._cursor as _modified_at,
        lines._batch,
        lines._line,
    from purchase_line as lines
    inner join purchase_purchase as orders on orders.id = lines.purchase
    left join received on received.origin = 'purchase.line,' || lines.id
    cross join config
    where lines.kind = 'line' and lines.quantity is not null and lines.id in (select id from purchase_line_ids)
)
select * from final
