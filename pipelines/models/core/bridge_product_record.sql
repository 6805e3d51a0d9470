with
final as (
    select product_id, golden_product_id
    from int_product_identity
)
select * from final
