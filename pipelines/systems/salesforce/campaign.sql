with
campaigns as (select * from campaign),
final as (
    select
        campaigns.id as source_key,
        campaigns.name,
        campaigns.type as kind,
        campaigns.status,
        campaigns.channel,
        campaigns.start_date as starts_on,
        campaigns.end_date as ends_on,
        campaigns.actual_cost as cost,
        campaigns.currency,
        campaigns._cursor as _modified_at,
        campaigns._batch,
        campaigns._line,
    from campaigns
)
select * from final
