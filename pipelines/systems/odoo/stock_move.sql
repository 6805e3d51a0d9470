with
moves as (select * from stock_move),
final as (
    select
        moves.id as source_key,
        moves.product_id as product_key,
        moves.location_id as from_location_key,
        moves.location_dest_id as to_location_key,
        moves.product_qty as quantity,
        moves.unit_cost,
        cast(timezone(config.time_zone, timezone('UTC', moves.date)) as date) as moved_on,
        case moves.state when 'done' then 'done' when 'cancel' then 'cancelled' else 'planned' end as status,
        moves.origin,
        moves._cursor as _modified_at,
        moves._batch,
        moves._line,
    from moves
    cross join config
)
select * from final
