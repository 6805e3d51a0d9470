with
levels as (
    select
        product_no,
        category,
        date_on,
        sum(on_hand) as on_hand,
        sum(value_base) as value_base,
    from fct_stock_snapshot
    group by product_no, category, date_on
),
steps as (
    select product_no, category, date_on, on_hand, value_base from levels
    union all
    select levels.product_no, levels.category, cast(levels.date_on + 1 as date), -levels.on_hand, -levels.value_base
    from levels
    cross join config
    where levels.date_on < config.as_of
),
changes as (
    select
        product_no,
        category,
        date_on,
        sum(on_hand) as delta_quantity,
        sum(value_base) as delta_base,
    from steps
    group by product_no, category, date_on
    having sum(on_hand) <> 0 or sum(value_base) <> 0
),
final as (
    select
        date_on,
        product_no,
        cast(null as integer) as customer_no,
        cast(null as varchar) as region,
        cast(null as varchar) as channel,
        category,
        cast(delta_quantity as decimal(18, 4)) as delta_quantity,
        cast(delta_base as decimal(18, 4)) as delta_base,
    from changes
)
select * from final
