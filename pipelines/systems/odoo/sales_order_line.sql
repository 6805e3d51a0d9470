with
lines as (select * from sale_order_line),
final as (
    select
        lines.id as source_key,
        lines.order_id as order_key,
        lines.sequence as line_no,
        lines.product_id as product_key,
        lines.product_uom_qty as quantity,
        lines.product_uom as uom,
        lines.price_unit as unit_price,
        lines.discount as discount_pct,
        lines.price_subtotal as amount,
        lines.qty_delivered,
        lines.qty_invoiced,
        lines.promised_date as promised_on,
        coalesce(lines.state = 'cancel', false) as cancelled,
        lines._cursor as _modified_at,
        lines._batch,
        lines._line,
    from lines
)
select * from final
