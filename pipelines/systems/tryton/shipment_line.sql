with
final as (
    select
        moves.id as source_key,
        coalesce(shipments.number, moves.shipment) as shipment_number,
        lines.sale as order_key,
        lines.id as order_line_key,
        moves.product as product_key,
        case when here.kind = 'customer' then moves.to_location else moves.from_location end as location_key,
        moves.quantity,
        coalesce(moves.planned_date, shipments.planned_date) as planned_on,
        case when moves.state = 'done' then moves.effective_date end as shipped_on,
        case moves.state when 'done' then 'done' when 'cancelled' then 'cancelled' else 'planned' end as status,
        here.kind = 'customer' as is_return,
        moves._cursor as _modified_at,
        moves._batch,
        moves._line,
    from stock_move as moves
    inner join stock_location as here on here.id = moves.from_location
    inner join stock_location as there on there.id = moves.to_location
    left join stock_shipment_out as shipments on moves.shipment = 'stock.shipment.out,' || shipments.id
    left join sale_line as lines on moves.origin = 'sale.line,' || lines.id
    where (here.kind = 'customer') <> (there.kind = 'customer') and moves.id in (select id from stock_move_ids)
)
select * from final
