with
products as (select * from product2__history),
final as (
    select
        products.id as source_key,
        coalesce(products.product_code, products.stock_keeping_unit) as code,
        products.name,
        products.family as category,
        products.quantity_unit_of_measure as uom,
        coalesce(products.is_active, true) and not products._is_deleted as is_active,
        products._cursor as valid_from,
        products._cursor as _modified_at,
        products._batch,
        products._line,
    from products
)
select * from final
