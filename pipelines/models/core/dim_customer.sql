with
identity as (
    select
        customer_id,
        golden_id,
        cast(dense_rank() over (order by golden_id) as integer) as customer_no,
    from int_customer_identity
),
country_aliases as (select lower(trim(alias)) as alias, min(country) as country from ref_countries group by all),
channel_aliases as (select lower(trim(alias)) as alias, min(channel) as channel from ref_channels group by all),
country_regions as (select country, min(region) as region from ref_regions where province is null group by country),
dated as (
    select
        concat(int_customer._source, '|', int_customer.source_key) as customer_id,
        cast(timezone(config.time_zone, timezone('UTC', int_customer.valid_from)) as date) as starts_on,
        int_customer.*,
    from int_customer
    cross join config
),
last_of_day as (
    select *
    from dated
    qualify row_number() over (
        partition by customer_id, starts_on
        order by
            valid_from desc, _modified_at desc, name, legal_name, kind, parent_key, merged_into_key, external_ref,
            tax_id, email, phone, website, street, city, province, postcode, country, industry, owner_key, channel,
            currency, credit_limit, payment_terms_days, is_active, created_on
    ) = 1
),
placed as (
    select
        last_of_day.customer_id,
        last_of_day.starts_on,
        nullif(trim(last_of_day.name), '') as name,
        last_of_day.legal_name,
        last_of_day.kind,
        last_of_day._source || '|' || last_of_day.parent_key as parent_id,
        last_of_day._source || '|' || last_of_day.merged_into_key as merged_into_id,
        last_of_day.external_ref,
        last_of_day.tax_id,
        last_of_day.email,
        last_of_day.phone,
        last_of_day.website,
        last_of_day.street,
        last_of_day.city,
        coalesce(provinces.province, trim(last_of_day.province)) as province,
        last_of_day.postcode,
        coalesce(country_aliases.country, provinces.country, trim(last_of_day.country)) as country,
        coalesce(provinces.region, country_regions.region) as region,
        last_of_day.industry,
        coalesce(channel_aliases.channel, nullif(trim(last_of_day.channel), '')) as channel,
        last_of_day._source || '|' || last_of_day.owner_key as owner_key,
        last_of_day.currency,
        last_of_day.credit_limit,
        last_of_day.payment_terms_days,
        last_of_day.is_active,
        last_of_day.created_on,
        last_of_day._source,
        last_of_day.source_key as _source_key,
        last_of_day._batch,
        last_of_day._line,
    from last_of_day
    left join country_aliases on lower(trim(last_of_day.country)) = country_aliases.alias
    left join dim_province as provinces
        on
            regexp_replace(
                lower(trim(last_of_day.province)),
                '(\s+(province|municipality|sheng|shi)|壮族自治区|维吾尔自治区|回族自治区|自治区|特别行政区|省|市)$',
                ''
            ) = provinces.spelling
            and coalesce(country_aliases.country, trim(last_of_day.country), provinces.country) = provinces.country
    left join country_regions on country_aliases.country = country_regions.country
    left join channel_aliases on lower(trim(last_of_day.channel)) = channel_aliases.alias
),
changed as (
    select *
    from placed
    qualify
        lag(row(
            name, legal_name, kind, parent_id, merged_into_id, external_ref, tax_id, email, phone, website, street,
            city, province, postcode, country, region, industry, channel, owner_key, currency, credit_limit, payment_terms_days, is_active, created_on
        )) over (partition by customer_id order by starts_on)
        is distinct from row(
            name, legal_name, kind, parent_id, merged_into_id, external_ref, tax_id, email, phone, website, street,
            city, province, postcode, country, region, industry, channel, owner_key, currency, credit_limit, payment_terms_days, is_active, created_on
        )
),
spans as (
    select
        *,
        case
            when row_number() over (partition by customer_id order by starts_on) = 1 then date '1900-01-01'
            else starts_on
        end as valid_from,
        lead(starts_on, 1, date '9999-12-31') over (partition by customer_id order by starts_on) as valid_to,
    from changed
),
known as (
    select
        row_number() over (order by identity.customer_no, spans.customer_id, spans.valid_from) as customer_key,
        spans.customer_id,
        identity.customer_no,
        identity.golden_id,
        spans.* exclude (customer_id, starts_on),
    from spans
    inner join identity on spans.customer_id = identity.customer_id
),
unknown as (
    select
        0 as customer_key,
        'unknown' as customer_id,
        0 as customer_no,
        'unknown' as golden_id,
        date '1900-01-01' as valid_from,
        date '9999-12-31' as valid_to,
),
members as (
    select * from known
    union all by name
    select * from unknown
),
final as (
    select
        cast(customer_key as bigint) as customer_key,
        customer_id,
        customer_no,
        golden_id,
        name,
        legal_name,
        kind,
        parent_id,
        merged_into_id,
        external_ref,
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
        industry,
        channel,
        owner_key,
        currency,
        credit_limit,
        payment_terms_days,
        is_active,
        created_on,
        valid_from,
        valid_to,
        valid_to = date '9999-12-31' as is_current,
        _source,
        _source_key,
        _batch,
        _line,
    from members
)
select * from final
