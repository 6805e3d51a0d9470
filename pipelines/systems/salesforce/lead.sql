with
leads as (select * from lead),
final as (
    select
        leads.id as source_key,
        case
            when leads.last_name is null then leads.name
            when regexp_matches(concat(leads.last_name, leads.first_name), '[\x{4e00}-\x{9fff}]')
                then concat(leads.last_name, leads.first_name)
            else concat_ws(' ', leads.first_name, leads.last_name)
        end as name,
        leads.company,
        leads.lead_source as source,
        leads.campaign_id as campaign_key,
        leads.status,
        leads.converted_account_id as customer_key,
        leads.converted_opportunity_id as opportunity_key,
        cast(timezone(config.time_zone, timezone('UTC', leads.created_at)) as date) as created_on,
        leads.converted_date as closed_on,
        coalesce(leads.is_converted, false) or lower(leads.status) like 'closed%' or lower(leads.status) = 'unqualified' as is_closed,
        leads._cursor as _modified_at,
        leads._batch,
        leads._line,
    from leads
    cross join config
)
select * from final
