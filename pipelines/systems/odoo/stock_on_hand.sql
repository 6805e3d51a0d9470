with
quants as (select * from stock_quant),
final as (
    select
        quants.id as source_key,
        quants.product_id as product_key,
        quants.location_id as location_key,
        quants.quantity,
        coalesce(quants.reserved_quantity, 0) as reserved,
        quants.inventory_date as counted_on,
        quants._cursor as _modified_at,
        quants._batch,
        quants._line,
    from quants
)
select * from final
