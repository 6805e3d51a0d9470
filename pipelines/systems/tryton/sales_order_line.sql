with
deliveries as (
    select
        moves.origin,
        sum(case when places.kind = 'customer' then moves.quantity else -moves.quantity end) filter (where moves.state = 'done') as delivered,
        max(moves.planned_date) as promised_on,
    from stock_move as moves
    inner join stock_location as places on places.id = moves.to_location
    where moves.origin like 'sale.line,%' and moves.state <> 'cancelled' and moves.id in (select id from stock_move_ids)
    group by moves.origin
),
billed as (
    select lines.origin, sum(lines.quantity) as invoiced
    from account_invoice_line as lines
    inner join account_invoice as invoices on invoices.id = lines.invoice and invoices.state in ('posted', 'paid')
    where lines.origin like 'sale.line,%' and lines.id in (select id from account_invoice_line_ids)
    group by lines.origin
),
final as (
    select
        lines.id as source_key,
        lines.sale as order_key,
        lines.sequence as line_no,
        lines.product as product_key,
        lines.quantity,
        lines.uom,
        lines.unit_price,
        lines.amount,
        coalesce(deliveries.delivered, 0) as qty_delivered,
        coalesce(billed.invoiced, 0) as qty_invoiced,
        deliveries.promised_on,
        orders.state = 'cancelled' as cancelled,
        lines._cursor as _modified_at,
        lines._batch,
        lines._line,
    from sale_line as lines
    inner join sale_sale as orders on orders.id = lines.sale
    left join deliveries on deliveries.origin = 'sale.line,' || lines.id
    left join billed on billed.origin = 'sale.line,' || lines.id
    where lines.kind = 'line'
        and lines.quantity is not null
        and lines.id in (select id from sale_line_ids)
        and orders.id in (select id from sale_sale_ids)
)
select * from final
