with
products as (select * from product_product__history),
final as (
    select
        products.id as source_key,
        products.default_code as code,
        products.name,
        products.name_zh,
        products.category,
        products.uom,
        products.make_buy,
        products.produce_delay as lead_time_days,
        products.standard_price as standard_cost,
        products.list_price,
        products.currency,
        coalesce(products.active, true) and not products._is_deleted as is_active,
        products.launch_date as launched_on,
        products.end_date as discontinued_on,
        products._cursor as valid_from,
        products._cursor as _modified_at,
        products._batch,
        products._line,
    from products
)
select * from final
