with
products as (
    select
        dim_product.code,
        arg_min(dim_product.product_no, row(coalesce(sources.role, 'other') = 'crm', dim_product.product_no)) as product_no,
        arg_min(dim_product.category, row(coalesce(sources.role, 'other') = 'crm', dim_product.product_no)) as category,
    from dim_product
    left join (select source, min(role) as role from etl_source group by source) as sources
        on dim_product._source = sources.source
    where dim_product.is_current and dim_product.product_no <> 0
    group by dim_product.code
),
final as (
    select
        concat(int_service_case._source, '|', int_service_case.source_key) as case_id,
        int_service_case.number,
        int_service_case.opened_on,
        int_service_case.first_response_on,
        int_service_case.closed_on,
        int_service_case.status,
        int_service_case.priority,
        int_service_case.reason,
        int_service_case.subject,
        coalesce(dim_customer.customer_no, 0) as customer_no,
        dim_customer.region,
        dim_customer.channel,
        int_service_case._source || '|' || int_service_case.contact_key as contact_id,
        coalesce(products.product_no, 0) as product_no,
        products.category,
        int_service_case.order_ref,
        int_service_case._source,
        int_service_case.source_key as _source_key,
        int_service_case._batch,
        int_service_case._line,
    from int_service_case
    left join dim_customer
        on
            concat(int_service_case._source, '|', int_service_case.customer_key) = dim_customer.customer_id
            and int_service_case.opened_on >= dim_customer.valid_from
            and int_service_case.opened_on < dim_customer.valid_to
    left join products on trim(int_service_case.product_code) = products.code
)
select * from final
