with
locations as (select location_id, kind from dim_location),
moves as (
    select
        int_stock_move.*,
        concat(int_stock_move._source, '|', int_stock_move.from_location_key) as from_location_id,
        concat(int_stock_move._source, '|', int_stock_move.to_location_key) as to_location_id,
        coalesce(dim_product.product_key, 0) as product_key_at,
        coalesce(dim_product.product_no, 0) as product_no,
        dim_product.category,
        dim_product.standard_cost_base,
    from int_stock_move
    left join dim_product
        on
            concat(int_stock_move._source, '|', int_stock_move.product_key) = dim_product.product_id
            and int_stock_move.moved_on >= dim_product.valid_from
            and int_stock_move.moved_on < dim_product.valid_to
),
final as (
    select
        concat(moves._source, '|', moves.source_key) as stock_move_id,
        moves.moved_on,
        cast(moves.product_key_at as bigint) as product_key,
        moves.product_no,
        cast(null as varchar) as region,
        cast(null as varchar) as channel,
        moves.category,
        moves.from_location_id,
        coalesce(origins.kind, 'unknown') as from_kind,
        moves.to_location_id,
        coalesce(targets.kind, 'unknown') as to_kind,
        moves.quantity,
        moves.unit_cost,
        cast(round(moves.quantity * cast(moves.standard_cost_base as decimal(20, 4)), 4) as decimal(18, 4)) as value_base,
        moves.status,
        moves.origin,
        moves._source,
        moves.source_key as _source_key,
        moves._batch,
        moves._line,
    from moves
    left join locations as origins on moves.from_location_id = origins.location_id
    left join locations as targets on moves.to_location_id = targets.location_id
)
select * from final
