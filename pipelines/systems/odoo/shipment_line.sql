with
lines as (select * from stock_picking_line),
final as (
    select
        lines.id as source_key,
        lines.picking_name as shipment_number,
        lines.order_id as order_key,
        lines.sale_line_id as order_line_key,
        lines.product_id as product_key,
        lines.location_id as location_key,
        lines.quantity,
        cast(timezone(config.time_zone, timezone('UTC', lines.scheduled_date)) as date) as planned_on,
        case when lines.state = 'done' then cast(timezone(config.time_zone, timezone('UTC', lines.date_done)) as date) end as shipped_on,
        case lines.state when 'assigned' then 'planned' when 'done' then 'done' when 'cancel' then 'cancelled' end as status,
        coalesce(lines.is_return, false) as is_return,
        lines._cursor as _modified_at,
        lines._batch,
        lines._line,
    from lines
    cross join config
)
select * from final
