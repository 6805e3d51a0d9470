with
final as (
    select
        deals.id || '@' || cast(deals._cursor as varchar) as source_key,
        deals.id as opportunity_key,
        cast(timezone(config.time_zone, timezone('UTC', deals._cursor)) as date) as changed_on,
        deals._cursor as changed_at,
        deals.state as stage,
        deals.amount,
        deals.currency,
        case deals.state when 'converted' then 1 when 'won' then 1 when 'lost' then 0 when 'cancelled' then 0 else deals.conversion_probability end as probability,
        coalesce(deals.end_date, deals.start_date) as close_on,
        deals.state in ('converted', 'won', 'lost', 'cancelled') as is_closed,
        deals.state in ('converted', 'won') as is_won,
        deals._cursor as _modified_at,
        deals._batch,
        deals._line,
    from sale_opportunity__history as deals
    cross join config
    where deals.id in (select id from sale_opportunity_ids) and deals.state <> 'lead'
)
select * from final
