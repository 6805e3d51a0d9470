with
lead_times as (
    select product_no, nullif(max(lead_time_days), 0) as lead_time_days
    from dim_product
    where is_current and product_no <> 0
    group by product_no
),
supply as (
    select
        product_no, expected_on as date_on, sum(quantity) as supply,
        sum(quantity) filter (where kind = 'stock') as on_hand,
    from mart_supply_expected
    group by product_no, expected_on
),
demand as (
    select product_no, due_on as date_on, sum(quantity) as demand
    from mart_supply_allocation
    group by product_no, due_on
),
days as (
    select product_no, date_on from supply
    union
    select product_no, date_on from demand
    union
    select lead_times.product_no, config.as_of
    from lead_times
    cross join config
),
balances as (
    select
        days.product_no,
        days.date_on,
        coalesce(supply.on_hand, 0) as on_hand,
        coalesce(supply.supply, 0) - coalesce(supply.on_hand, 0) as supply,
        coalesce(demand.demand, 0) as demand,
        sum(coalesce(supply.supply, 0) - coalesce(demand.demand, 0)) over (
            partition by days.product_no
            order by days.date_on
            rows between unbounded preceding and current row
        ) as projected,
        max(supply.date_on) over (partition by days.product_no) as last_supply_on,
    from days
    left join supply on days.product_no = supply.product_no and days.date_on = supply.date_on
    left join demand on days.product_no = demand.product_no and days.date_on = demand.date_on
),
final as (
    select
        balances.product_no,
        balances.date_on,
        cast(null as varchar) as region,
        cast(null as varchar) as channel,
        cast(balances.on_hand as decimal(18, 4)) as on_hand,
        cast(balances.supply as decimal(18, 4)) as supply,
        cast(balances.demand as decimal(18, 4)) as demand,
        cast(balances.projected as decimal(18, 4)) as projected,
        cast(
            greatest(
                min(balances.projected) over (
                    partition by balances.product_no
                    order by balances.date_on
                    rows between current row and unbounded following
                ),
                0
            ) as decimal(18, 4)
        ) as available,
        greatest(config.as_of + cast(lead_times.lead_time_days as integer), balances.last_supply_on) as lead_time_on,
    from balances
    cross join config
    left join lead_times on balances.product_no = lead_times.product_no
)
select * from final
