with
rates as (select * from dim_currency_rate),
final as (
    select
        concat(int_campaign._source, '|', int_campaign.source_key) as campaign_id,
        int_campaign.name,
        int_campaign.kind,
        int_campaign.status,
        int_campaign.channel,
        int_campaign.starts_on,
        int_campaign.ends_on,
        cast(round(int_campaign.cost * rates.rate, 4) as decimal(18, 4)) as cost_base,
        int_campaign._source,
        int_campaign.source_key as _source_key,
        int_campaign._batch,
        int_campaign._line,
    from int_campaign
    left join rates
        on upper(trim(int_campaign.currency)) = rates.currency and int_campaign.starts_on = rates.date_on
)
select * from final
