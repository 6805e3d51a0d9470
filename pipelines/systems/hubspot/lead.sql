with
asked as (
    select
        'lead-' || record_id as source_key,
        record_id as number,
        name,
        cast(null as varchar) as company,
        source,
        stage as status,
        coalesce(company_id, company_ids) as companies,
        contact_ids as contacts,
        deal_ids as deals,
        created_at,
        coalesce(not is_open, lower(trim(stage)) in ('qualified', 'disqualified', 'unqualified')) as is_closed,
        _cursor,
        _batch,
        _line,
    from lead
    union all by name
    select
        'contact-' || record_id as source_key,
        record_id as number,
        case
            when regexp_matches(concat(last_name, first_name), '[\x{4e00}-\x{9fff}]') then concat(last_name, first_name)
            else coalesce(nullif(concat_ws(' ', first_name, last_name), ''), email)
        end as name,
        company_name as company,
        original_source as source,
        coalesce(lead_status, lifecycle_stage) as status,
        coalesce(company_id, company_ids) as companies,
        record_id as contacts,
        deal_ids as deals,
        coalesce(became_lead_at, created_at) as created_at,
        coalesce(lower(trim(lead_status)) in ('unqualified', 'bad timing', 'bad_timing'), false)
        or coalesce(lower(trim(lifecycle_stage)) not in (
            'lead', 'marketing qualified lead', 'marketingqualifiedlead', 'sales qualified lead', 'salesqualifiedlead'
        ), false) as is_closed,
        _cursor,
        _batch,
        _line,
    from contact
    where
        (
            became_lead_at is not null
            or lower(trim(lifecycle_stage)) in (
                'lead', 'marketing qualified lead', 'marketingqualifiedlead', 'sales qualified lead', 'salesqualifiedlead'
            )
        )
        and record_id not in (select unnest(regexp_extract_all(contact_ids, '\d+')) from lead where contact_ids is not null)
),
named as (
    select asked.source_key, unnest(regexp_extract_all(asked.deals, '\d+')) as deal_id
    from asked
),
became as (
    select
        named.source_key,
        arg_min(deal.record_id, (deal.created_at, deal.record_id)) as deal_id,
        min(deal.created_at) as at,
    from named
    inner join deal on named.deal_id = deal.record_id
    inner join asked on named.source_key = asked.source_key
    where cast(deal.created_at as date) >= cast(asked.created_at as date)
    group by named.source_key
),
employers as (
    select record_id, coalesce(company_id, company_ids) as companies
    from contact
),
final as (
    select
        asked.source_key,
        asked.number,
        asked.name,
        asked.company,
        asked.source,
        asked.status,
        coalesce(
            nullif(regexp_extract(asked.companies, '\d+'), ''), nullif(regexp_extract(employers.companies, '\d+'), '')
        ) as customer_key,
        became.deal_id as opportunity_key,
        cast(asked.created_at as date) as created_on,
        cast(became.at as date) as closed_on,
        asked.is_closed or became.deal_id is not null as is_closed,
        asked._cursor as _modified_at,
        asked._batch,
        asked._line,
    from asked
    left join became on asked.source_key = became.source_key
    left join employers on regexp_extract(asked.contacts, '\d+') = employers.record_id
)
select * from final
