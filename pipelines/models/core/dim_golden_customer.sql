with
records as (select * from dim_customer where is_current and customer_no <> 0),
consents as (
    select customer_no, bool_or(opted_out) as opted_out
    from dim_contact
    where customer_no <> 0
    group by customer_no
),
gone as (select customer_id from records where not is_active or merged_into_id is not null),
roles as (
    select
        golden_id,
        string_agg(distinct source, ',' order by source) as sources,
        bool_or(role = 'crm' and customer_id not in (select customer_id from gone)) as in_crm,
        bool_or(role = 'erp' and customer_id not in (select customer_id from gone)) as in_erp,
    from bridge_golden_record
    group by golden_id
),
grouped as (
    select
        golden_id,
        min(customer_no) as customer_no,
        bool_or(is_active is not false) as is_active,
        min(created_on) as created_on,
        cast(count(*) as integer) as record_count,
    from records
    group by golden_id
),
winners as (
    select
        golden_id,
        max(value) filter (where field = 'name') as name,
        max(value) filter (where field = 'legal_name') as legal_name,
        max(value) filter (where field = 'kind') as kind,
        max(value) filter (where field = 'tax_id') as tax_id,
        max(value) filter (where field = 'email') as email,
        max(value) filter (where field = 'phone') as phone,
        max(value) filter (where field = 'website') as website,
        max(value) filter (where field = 'street' and is_of_place) as street,
        max(value) filter (where field = 'city' and is_of_place) as city,
        max(value) filter (where field = 'province' and is_of_place) as province,
        max(value) filter (where field = 'postcode' and is_of_place) as postcode,
        max(value) filter (where field = 'country' and is_of_place) as country,
        max(value) filter (where field = 'region' and is_of_place) as region,
        max(value) filter (where field = 'channel') as channel,
        max(value) filter (where field = 'industry') as industry,
        max(value) filter (where field = 'owner_key') as owner_key,
        max(value) filter (where field = 'currency') as currency,
        max(value) filter (where field = 'credit_limit') as credit_limit,
        max(value) filter (where field = 'payment_terms_days') as payment_terms_days,
    from (
        select
            won.*,
            -- The address is that of one record: what it does not say is not taken from another.
            won.rule = 'pin' or won.customer_id = places.customer_id or places.customer_id is null as is_of_place,
        from bridge_golden_value as won
        left join (
            select golden_id, arg_min(customer_id, case field when 'street' then 1 when 'city' then 2 when 'postcode' then 3 else 4 end) as customer_id
            from bridge_golden_value
            where is_winner and rule <> 'pin' and field in ('street', 'city', 'postcode', 'country')
            group by golden_id
        ) as places on won.golden_id = places.golden_id
        where won.is_winner
    )
    group by golden_id
),
known as (
    select
        grouped.customer_no,
        grouped.golden_id,
        winners.* exclude (golden_id, credit_limit, payment_terms_days),
        try_cast(winners.credit_limit as decimal(18, 4)) as credit_limit,
        try_cast(winners.payment_terms_days as integer) as payment_terms_days,
        grouped.is_active,
        grouped.created_on,
        coalesce(consents.opted_out, false) as opted_out,
        grouped.record_count,
        roles.sources,
        roles.in_crm,
        roles.in_erp,
        int_golden_cluster.weakest_weight,
    from grouped
    left join winners on grouped.golden_id = winners.golden_id
    left join roles on grouped.golden_id = roles.golden_id
    left join consents on grouped.customer_no = consents.customer_no
    left join int_golden_cluster on grouped.golden_id = int_golden_cluster.golden_id
),
unknown as (
    select
        0 as customer_no,
        'unknown' as golden_id,
        false as opted_out,
        0 as record_count,
        '' as sources,
        false as in_crm,
        false as in_erp,
),
members as (
    select * from known
    union all by name
    select * from unknown
),
final as (
    select
        cast(customer_no as integer) as customer_no,
        golden_id,
        name,
        legal_name,
        kind,
        tax_id,
        email,
        phone,
        website,
        street,
        city,
        province,
        postcode,
        country,
        region,
        channel,
        industry,
        owner_key,
        currency,
        credit_limit,
        payment_terms_days,
        is_active,
        created_on,
        opted_out,
        cast(record_count as integer) as record_count,
        sources,
        in_crm,
        in_erp,
        weakest_weight,
    from members
)
select * from final
