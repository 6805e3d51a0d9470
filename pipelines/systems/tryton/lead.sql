with
seen as (
    select
        id,
        min(_cursor) filter (where state = 'lead') as lead_at,
        min(_cursor) filter (where state <> 'lead') as turned_at,
    from sale_opportunity__history
    group by id
),
deals as (
    select *, state <> 'lead' and not (state in ('lost', 'cancelled') and (party is null or employee is null)) as is_opportunity
    from sale_opportunity
    where id in (select id from sale_opportunity_ids)
),
final as (
    select
        deals.id || '@lead' as source_key,
        coalesce(deals.description, deals.number) as name,
        deals.state as status,
        deals.party as customer_key,
        case when deals.is_opportunity then deals.id end as opportunity_key,
        coalesce(deals.start_date, cast(timezone(config.time_zone, timezone('UTC', deals.created_at)) as date)) as created_on,
        case
            when deals.is_opportunity and seen.turned_at > seen.lead_at
                then cast(timezone(config.time_zone, timezone('UTC', seen.turned_at)) as date)
        end as closed_on,
        deals.state <> 'lead' as is_closed,
        deals._cursor as _modified_at,
        deals._batch,
        deals._line,
    from deals
    inner join seen on deals.id = seen.id
    cross join config
    where seen.lead_at is not null or not deals.is_opportunity
)
select * from final
