with
opportunities as (select * from opportunity),
final as (
    select
        opportunities.id as source_key,
        opportunities.name,
        opportunities.account_id as customer_key,
        opportunities.owner_id as owner_key,
        opportunities.campaign_id as campaign_key,
        opportunities.stage_name as stage,
        opportunities.amount,
        opportunities.currency,
        opportunities.probability / 100 as probability,
        opportunities.close_date as close_on,
        cast(timezone(config.time_zone, timezone('UTC', opportunities.created_at)) as date) as created_on,
        case when opportunities.is_closed then opportunities.close_date end as closed_on,
        opportunities.is_closed,
        opportunities.is_won,
        opportunities.forecast_category,
        opportunities.order_ref,
        opportunities._cursor as _modified_at,
        opportunities._batch,
        opportunities._line,
    from opportunities
    cross join config
)
select * from final
