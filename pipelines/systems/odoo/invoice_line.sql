with
lines as (select * from account_move_line),
final as (
    select
        lines.id as source_key,
        lines.move_id as invoice_key,
        lines.sale_line_id as order_line_key,
        lines.product_id as product_key,
        lines.quantity,
        lines.price_unit as unit_price,
        lines.price_subtotal as amount,
        lines._cursor as _modified_at,
        lines._batch,
        lines._line,
    from lines
)
select * from final
