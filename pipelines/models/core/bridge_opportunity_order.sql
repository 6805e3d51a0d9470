with
orders as (
    select
        order_id, customer_no, ordered_on, currency, amount, is_booked, opportunity_ref,
        nullif(regexp_replace(regexp_replace(upper(number), '[^\p{L}\p{N}]', '', 'g'), '(^|\p{L})0+(\d)', '\1\2', 'g'), '') as number_norm,
        nullif(regexp_replace(regexp_replace(upper(customer_po), '[^\p{L}\p{N}]', '', 'g'), '(^|\p{L})0+(\d)', '\1\2', 'g'), '') as po_norm,
    from fct_sales_order
),
opportunities as (
    select
        opportunity_id, _source_key, customer_no, closed_on, currency, amount, is_won,
        nullif(regexp_replace(regexp_replace(upper(order_ref), '[^\p{L}\p{N}]', '', 'g'), '(^|\p{L})0+(\d)', '\1\2', 'g'), '') as ref_norm,
    from fct_opportunity
),
referenced as (
    select opportunities.opportunity_id, orders.order_id, 'explicit_ref' as rule, 100 as percent
    from opportunities
    inner join orders on opportunities._source_key = orders.opportunity_ref
    union all
    select opportunities.opportunity_id, orders.order_id, 'order_ref', 95
    from opportunities
    inner join orders on opportunities.ref_norm = orders.number_norm
    union all
    select opportunities.opportunity_id, orders.order_id, 'customer_po', 90
    from opportunities
    inner join orders on opportunities.ref_norm = orders.po_norm and opportunities.customer_no = orders.customer_no
    where orders.customer_no <> 0
),
stated as (
    select opportunity_id, order_id, max(percent) as percent, max_by(rule, percent) as rule
    from referenced
    group by opportunity_id, order_id
),
near as (
    select
        opportunities.opportunity_id,
        orders.order_id,
        abs(date_diff('day', opportunities.closed_on, orders.ordered_on)) as days,
        coalesce(
            opportunities.currency = orders.currency
            and abs(opportunities.amount - orders.amount) <= 0.01 * abs(opportunities.amount),
            false
        ) as is_same_amount,
    from opportunities
    inner join orders
        on
            opportunities.customer_no = orders.customer_no
            and orders.ordered_on between opportunities.closed_on - 3 and opportunities.closed_on + 45
    anti join stated on opportunities.opportunity_id = stated.opportunity_id
    where opportunities.is_won and orders.is_booked and opportunities.customer_no <> 0
        and orders.order_id not in (select order_id from stated)
),
codes as (
    select
        dim_product.code,
        arg_min(dim_product.product_no, row(coalesce(sources.role, 'other') = 'crm', dim_product.product_no)) as product_no,
    from dim_product
    left join (select source, min(role) as role from etl_source group by source) as sources
        on dim_product._source = sources.source
    where dim_product.is_current and dim_product.product_no <> 0
    group by dim_product.code
),
wanted as (
    select distinct concat(int_opportunity_line._source, '|', int_opportunity_line.opportunity_key) as opportunity_id, codes.product_no
    from int_opportunity_line
    inner join codes on trim(int_opportunity_line.product_code) = codes.code
),
ordered as (
    select distinct fct_sales_order_line.order_id, fct_sales_order_line.product_no
    from fct_sales_order_line
    semi join near on fct_sales_order_line.order_id = near.order_id
),
shared as (
    select distinct near.opportunity_id, near.order_id
    from near
    inner join wanted on near.opportunity_id = wanted.opportunity_id
    inner join ordered on near.order_id = ordered.order_id and wanted.product_no = ordered.product_no
),
guessed as (
    select
        near.opportunity_id,
        near.order_id,
        near.days,
        case
            when near.is_same_amount then 'amount_and_time'
            when shared.order_id is not null then 'product_and_time'
            else 'customer_and_time'
        end as rule,
        case when near.is_same_amount then 80 when shared.order_id is not null then 60 else 30 end as percent,
    from near
    left join shared on near.opportunity_id = shared.opportunity_id and near.order_id = shared.order_id
),
ranked as (
    select
        *,
        row_number() over (partition by opportunity_id order by percent desc, days, order_id) as of_opportunity,
        row_number() over (partition by order_id order by percent desc, days, opportunity_id) as of_order,
    from guessed
),
apart as (
    select opportunities.opportunity_id, orders.order_id
    from stated
    inner join opportunities on stated.opportunity_id = opportunities.opportunity_id
    inner join orders on stated.order_id = orders.order_id
    where opportunities.customer_no <> orders.customer_no and opportunities.customer_no <> 0 and orders.customer_no <> 0
),
ties as (
    select
        stated.opportunity_id, stated.order_id, stated.rule, stated.percent,
        case when apart.order_id is not null then 'customers_differ' end as gap,
    from stated
    left join apart on stated.opportunity_id = apart.opportunity_id and stated.order_id = apart.order_id
    union all
    select opportunity_id, order_id, rule, percent, 'opportunity_not_referenced'
    from ranked
    where of_opportunity = 1 and of_order = 1
),
final as (
    select opportunity_id, order_id, rule, cast(percent / 100 as decimal(3, 2)) as confidence, gap
    from ties
)
select * from final
