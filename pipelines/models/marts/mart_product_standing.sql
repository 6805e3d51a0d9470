with
products as (
    select product_no, product_id, is_active is false as is_gone, _source
    from dim_product
    where is_current and product_no <> 0
),
roles as (
    select source, min(role) as role
    from etl_source
    group by source
),
golden as (
    select golden_product_id, product_no as golden_product
    from dim_golden_product
),
records as (
    select
        products.product_no,
        golden.golden_product,
        products.is_gone,
        roles.role,
    from products
    inner join bridge_product_record on products.product_id = bridge_product_record.product_id
    inner join golden on bridge_product_record.golden_product_id = golden.golden_product_id
    left join roles on products._source = roles.source
),
known as (
    select
        golden_product,
        bool_or(coalesce(role = 'crm', false) and not is_gone) as in_crm,
        bool_or(coalesce(role = 'erp', false) and not is_gone) as in_erp,
        bool_or(role in ('crm', 'erp')) as was_in_either,
    from records
    group by golden_product
),
final as (
    select
        records.product_no,
        records.golden_product,
        case
            when known.in_crm and known.in_erp then 'both'
            when known.in_crm then 'crm'
            when known.in_erp then 'erp'
            when known.was_in_either then 'none'
        end as product_systems,
    from records
    inner join known on records.golden_product = known.golden_product
)
select * from final
