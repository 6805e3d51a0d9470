with
products as (select product_id, product_no from dim_product where is_current),
final as (
    select
        concat(int_bom._source, '|', int_bom.source_key) as bom_line_id,
        coalesce(parents.product_no, 0) as parent_product_no,
        coalesce(components.product_no, 0) as component_product_no,
        int_bom.quantity,
        coalesce(int_bom.scrap_pct, 0) as scrap_pct,
        coalesce(int_bom.valid_from, date '1900-01-01') as valid_from,
        coalesce(int_bom.valid_to, date '9999-12-31') as valid_to,
        int_bom._source,
        int_bom.source_key as _source_key,
        int_bom._batch,
        int_bom._line,
    from int_bom
    left join products as parents
        on concat(int_bom._source, '|', int_bom.parent_product_key) = parents.product_id
    left join products as components
        on concat(int_bom._source, '|', int_bom.component_product_key) = components.product_id
)
select * from final
