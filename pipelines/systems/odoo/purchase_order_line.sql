with
lines as (select * from purchase_order_line),
final as (
    select
        lines.id as source_key,
        lines.order_name as order_number,
        lines.partner_id as vendor_key,
        lines.product_id as product_key,
        lines.product_qty as quantity,
        coalesce(lines.qty_received, 0) as quantity_received,
        lines.price_unit as unit_price,
        lines.currency,
        cast(timezone(config.time_zone, timezone('UTC', lines.date_order)) as date) as ordered_on,
        cast(timezone(config.time_zone, timezone('UTC', lines.date_planned)) as date) as promised_on,
        cast(timezone(config.time_zone, timezone('UTC', lines.date_received)) as date) as received_on,
        case lines.state when 'draft' then 'draft' when 'purchase' then 'ordered' when 'done' then 'done' when 'cancel' then 'cancelled' end as status,
        lines._cursor as _modified_at,
        lines._batch,
        lines._line,
    from lines
    cross join config
)
select * from final
