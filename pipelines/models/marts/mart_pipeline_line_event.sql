with
events as (select * from mart_pipeline_event),
sources as (
    select source, min(role) as role
    from etl_source
    group by source
),
products as (
    select
        dim_product.product_id,
        dim_product.code,
        dim_product._source,
        dim_product.is_active,
        coalesce(sources.role, 'other') as role,
        mart_product_standing.golden_product,
        dim_golden_product.category,
    from dim_product
    inner join mart_product_standing on dim_product.product_no = mart_product_standing.product_no
    inner join dim_golden_product on mart_product_standing.golden_product = dim_golden_product.product_no
    left join sources on dim_product._source = sources.source
    where dim_product.is_current
),
own_codes as (
    select _source, code, arg_min(golden_product, row(is_active is false, product_id)) as golden_product
    from products
    where code is not null
    group by _source, code
),
codes as (
    select code, arg_min(golden_product, row(is_active is false, role = 'crm', product_id)) as golden_product
    from products
    where code is not null
    group by code
),
lines as (
    select
        concat(int_opportunity_line._source, '|', int_opportunity_line.opportunity_key) as opportunity_id,
        coalesce(products.golden_product, own_codes.golden_product, codes.golden_product, 0) as product_no,
        int_opportunity_line.quantity,
        int_opportunity_line.amount,
    from int_opportunity_line
    left join products
        on concat(int_opportunity_line._source, '|', int_opportunity_line.product_key) = products.product_id
    left join own_codes
        on
            int_opportunity_line._source = own_codes._source
            and trim(int_opportunity_line.product_code) = own_codes.code
    left join codes on trim(int_opportunity_line.product_code) = codes.code
),
goods as (
    select
        opportunity_id,
        product_no,
        sum(coalesce(quantity, 0)) as quantity,
        sum(greatest(coalesce(amount, 0), 0)) as amount,
    from lines
    group by opportunity_id, product_no
),
weighed as (
    select
        *,
        case
            when sum(amount) over (partition by opportunity_id) > 0 then amount
            when sum(quantity) over (partition by opportunity_id) > 0 then quantity
            else 1
        end as weight,
    from goods
),
shares as (
    select
        opportunity_id,
        product_no,
        quantity,
        sum(weight) over (
            partition by opportunity_id
            order by product_no
            rows between unbounded preceding and current row
        ) as up_to,
        weight,
        sum(weight) over (partition by opportunity_id) as whole,
    from weighed
),
bounds as (
    select
        opportunity_id,
        product_no,
        quantity,
        cast((up_to - weight) / whole as double) as from_share,
        cast(up_to / whole as double) as to_share,
    from shares
),
shared as (
    select
        events.* exclude (category),
        coalesce(bounds.product_no, 0) as product_no,
        case when events.kind = 'leaves' then -1 else 1 end * coalesce(bounds.quantity, 0) as delta_quantity,
        coalesce(bounds.from_share, 0) as from_share,
        coalesce(bounds.to_share, 1) as to_share,
    from events
    left join bounds on events.opportunity_id = bounds.opportunity_id
),
final as (
    select
        shared.date_on,
        shared.kind,
        shared.opportunity_id,
        shared.stage,
        shared.customer_no,
        shared.product_no,
        shared.region,
        shared.channel,
        dim_golden_product.category,
        shared.probability,
        cast(shared.delta_quantity as decimal(18, 4)) as delta_quantity,
        cast(round(shared.delta_base * shared.to_share, 4) as decimal(18, 4))
        - cast(round(shared.delta_base * shared.from_share, 4) as decimal(18, 4)) as delta_base,
        cast(round(shared.weighted_delta_base * shared.to_share, 4) as decimal(18, 4))
        - cast(round(shared.weighted_delta_base * shared.from_share, 4) as decimal(18, 4)) as weighted_delta_base,
        shared._source,
        shared._source_key,
        shared._batch,
        shared._line,
    from shared
    left join dim_golden_product on shared.product_no = dim_golden_product.product_no
)
select * from final
