with
leads as (select * from lead),
final as (
    select
        leads.id as source_key,
        leads.name,
        leads.company,
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
