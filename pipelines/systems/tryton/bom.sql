with
final as (
    select
        outputs.id || '>' || inputs.id as source_key,
        outputs.product as parent_product_key,
        inputs.product as component_product_key,
        inputs.quantity / outputs.quantity as quantity,
        inputs._cursor as _modified_at,
        inputs._batch,
        inputs._line,
    from production_bom_input as inputs
    inner join production_bom_output as outputs on outputs.bom = inputs.bom
    where outputs.quantity > 0
)
select * from final
