with
final as (
    select
        product || '@' || location as source_key,
        product as product_key,
        location as location_key,
        quantity,
        counted_on,
        _cursor as _modified_at,
        _batch,
        _line,
    from stock_on_hand
)
select * from final
