with
orders as (
    select split_part(origin, ',', 2) as opportunity, min(number) as number
    from sale_sale
    where origin like 'sale.opportunity,%' and id in (select id from sale_sale_ids)
    group by all
),
final as (
    select
        deals.id as source_key,
        coalesce(deals.description, deals.number) as name,
        deals.party as customer_key,
        deals.employee as owner_key,
        deals.state as stage,
        deals.amount,
        deals.currency,
        case deals.state when 'converted' then 1 when 'won' then 1 when 'lost' then 0 when 'cancelled' then 0 else deals.conversion_probability end as probability,
        coalesce(deals.end_date, deals.start_date, cast(timezone(config.time_zone, timezone('UTC', deals.created_at)) as date)) as close_on,
        coalesce(deals.start_date, cast(timezone(config.time_zone, timezone('UTC', deals.created_at)) as date)) as created_on,
        case
            when deals.state in ('converted', 'won', 'lost', 'cancelled')
                then coalesce(deals.end_date, cast(timezone(config.time_zone, timezone('UTC', deals.changed_at)) as date))
        end as closed_on,
        deals.state in ('converted', 'won', 'lost', 'cancelled') as is_closed,
        deals.state in ('converted', 'won') as is_won,
        orders.number as order_ref,
        deals._cursor as _modified_at,
        deals._batch,
        deals._line,
    from sale_opportunity as deals
    left join orders on orders.opportunity = deals.id
    cross join config
    where
        deals.id in (select id from sale_opportunity_ids)
        and deals.state <> 'lead'
        and not (deals.state in ('lost', 'cancelled') and (deals.party is null or deals.employee is null))
)
select * from final
