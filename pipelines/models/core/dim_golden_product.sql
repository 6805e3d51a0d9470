with
records as (
    select
        bridge_product_record.golden_product_id,
        dim_product.*,
        case coalesce(sources.role, 'other') when 'erp' then 0 when 'crm' then 1 else 2 end as distrust,
    from bridge_product_record
    inner join dim_product on bridge_product_record.product_id = dim_product.product_id and dim_product.is_current
    left join (select source, min(role) as role from etl_source group by source) as sources
        on dim_product._source = sources.source
),
final as (
    select
        golden_product_id,
        arg_min(product_no, row(is_active is false, distrust, product_id)) as product_no,
        arg_min(code, row(is_active is false, distrust, product_id)) as code,
        arg_min(name, row(is_active is false, distrust, product_id)) as name,
        arg_min(name_zh, row(is_active is false, distrust, product_id)) as name_zh,
        arg_min(category, row(is_active is false, distrust, product_id)) as category,
        arg_min(uom, row(is_active is false, distrust, product_id)) as uom,
        cast(count(*) as integer) as record_count,
        string_agg(distinct _source, ',' order by _source) as sources,
    from records
    group by golden_product_id
)
select * from final
