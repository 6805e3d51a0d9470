with
moves as (select * from fct_stock_move where status = 'done'),
legs as (
    select product_no, to_location_id as location_id, moved_on as date_on, sum(quantity) as quantity
    from moves
    where to_kind = 'internal'
    group by product_no, to_location_id, moved_on
    union all
    select product_no, from_location_id, moved_on, -sum(quantity)
    from moves
    where from_kind = 'internal'
    group by product_no, from_location_id, moved_on
),
daily as (
    select product_no, location_id, date_on, sum(quantity) as quantity
    from legs
    group by product_no, location_id, date_on
),
pairs as (
    select product_no, location_id, min(date_on) as first_on
    from daily
    group by product_no, location_id
),
grid as (
    select
        pairs.product_no,
        pairs.location_id,
        dim_calendar.date_on,
    from pairs
    cross join config
    inner join dim_calendar on dim_calendar.date_on between pairs.first_on and config.as_of
),
balances as (
    select
        grid.product_no,
        grid.location_id,
        grid.date_on,
        sum(coalesce(daily.quantity, 0)) over (
            partition by grid.product_no, grid.location_id
            order by grid.date_on
            rows between unbounded preceding and current row
        ) as on_hand,
    from grid
    left join daily
        on
            grid.product_no = daily.product_no
            and grid.location_id = daily.location_id
            and grid.date_on = daily.date_on
),
final as (
    select
        balances.date_on,
        balances.product_no,
        cast(null as varchar) as region,
        cast(null as varchar) as channel,
        dim_product.category,
        balances.location_id,
        cast(balances.on_hand as decimal(18, 4)) as on_hand,
        cast(round(balances.on_hand * coalesce(dim_product.standard_cost_base, 0), 4) as decimal(18, 4)) as value_base,
        balances.on_hand <= 0
        and balances.product_no <> 0
        and coalesce(dim_product.is_active, true)
        and balances.date_on >= coalesce(dim_product.launched_on, balances.date_on)
        and balances.date_on <= coalesce(dim_product.discontinued_on, balances.date_on) as is_stock_out,
    from balances
    inner join dim_product
        on
            balances.product_no = dim_product.product_no
            and balances.date_on >= dim_product.valid_from
            and balances.date_on < dim_product.valid_to
)
select * from final
