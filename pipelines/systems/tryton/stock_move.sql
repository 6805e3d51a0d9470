with
final as (
    select
        moves.id as source_key,
        moves.product as product_key,
        moves.from_location as from_location_key,
        moves.to_location as to_location_key,
        moves.quantity,
        moves.cost_price as unit_cost,
        coalesce(moves.effective_date, moves.planned_date, cast(timezone(config.time_zone, timezone('UTC', moves.created_at)) as date)) as moved_on,
        case moves.state when 'done' then 'done' when 'cancelled' then 'cancelled' else 'planned' end as status,
        moves.origin,
        moves._cursor as _modified_at,
        moves._batch,
        moves._line,
    from stock_move as moves
    cross join config
    where moves.id in (select id from stock_move_ids)
)
select * from final
