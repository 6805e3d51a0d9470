with
records as (
    select
        dim_customer.*,
        dim_customer.is_active is not false and dim_customer.merged_into_id is null as is_alive,
        coalesce(parents.golden_id = dim_customer.golden_id, false) as is_branch,
        case
            when dim_customer.valid_from = date '1900-01-01' then coalesce(dim_customer.created_on, date '1900-01-01')
            else dim_customer.valid_from
        end as since,
        coalesce(dim_customer.kind, int_identity_kind.kind) as said_or_seen,
        dim_customer.kind is not null as kind_is_said,
    from dim_customer
    left join int_customer_identity as parents on dim_customer.parent_id = parents.customer_id
    left join int_identity_kind on dim_customer.customer_id = int_identity_kind.customer_id
    where dim_customer.is_current and dim_customer.customer_no <> 0
),
pins as (
    select
        int_customer_identity.golden_id,
        int_identity_pin.field,
        int_identity_pin.customer_id,
        int_identity_pin.decision_id,
        int_identity_pin.value,
        int_identity_pin.position,
    from int_identity_pin
    inner join int_customer_identity on int_identity_pin.customer_id = int_customer_identity.customer_id
    qualify row_number() over (
        partition by int_customer_identity.golden_id, int_identity_pin.field
        order by int_identity_pin.position desc
    ) = 1
),
pinned_places as (
    select
        golden_id,
        arg_max(customer_id, position) as customer_id,
        arg_max(decision_id, position) as decision_id,
        max(value) filter (where field = 'country') as country,
        max(value) filter (where field = 'province') as province,
    from pins
    where field in ('country', 'province')
    group by golden_id
),
country_regions as (select country, min(region) as region from ref_regions where province is null group by country),
-- The region follows from the pinned place; what is not pinned of it is as the record says that the pin names.
pinned_regions as (
    select
        pinned_places.golden_id,
        pinned_places.customer_id,
        pinned_places.decision_id,
        pinned_places.country,
        coalesce(provinces.region, country_regions.region) as region,
    from pinned_places
    left join records on pinned_places.customer_id = records.customer_id
    left join dim_province as provinces
        on
            regexp_replace(
                lower(trim(coalesce(pinned_places.province, records.province))),
                '(\s+(province|municipality|sheng|shi)|壮族自治区|维吾尔自治区|回族自治区|自治区|特别行政区|省|市)$',
                ''
            ) = provinces.spelling
            and coalesce(pinned_places.country, records.country, provinces.country) = provinces.country
    left join country_regions on coalesce(pinned_places.country, records.country) = country_regions.country
    qualify row_number() over (partition by pinned_places.golden_id order by provinces.country) = 1
),
offers as (
    select
        golden_id,
        customer_id,
        country,
        _source,
        is_alive,
        is_branch,
        kind_is_said,
        since,
        unnest([
            {'field': 'name', 'value': name},
            {'field': 'legal_name', 'value': legal_name},
            {'field': 'kind', 'value': said_or_seen},
            {'field': 'tax_id', 'value': nullif(trim(tax_id), '')},
            {'field': 'email', 'value': nullif(trim(email), '')},
            {'field': 'phone', 'value': nullif(trim(phone), '')},
            {'field': 'website', 'value': nullif(trim(website), '')},
            {'field': 'street', 'value': nullif(trim(street), '')},
            {'field': 'city', 'value': nullif(trim(city), '')},
            {'field': 'province', 'value': province},
            {'field': 'postcode', 'value': nullif(trim(postcode), '')},
            {'field': 'country', 'value': country},
            {'field': 'region', 'value': region},
            {'field': 'channel', 'value': channel},
            {'field': 'industry', 'value': nullif(trim(industry), '')},
            {'field': 'owner_key', 'value': owner_key},
            {'field': 'currency', 'value': nullif(trim(currency), '')},
            {'field': 'credit_limit', 'value': cast(credit_limit as varchar)},
            {'field': 'payment_terms_days', 'value': cast(payment_terms_days as varchar)}
        ], recursive := true),
    from records
),
valued as (
    select
        *,
        count(*) over (partition by customer_id) as completeness,
        count(*) over (partition by golden_id, field, value) as frequency,
    from offers
    where value is not null
),
-- A region that belongs to another country than the pinned one says nothing; where a region follows from the pin it is only beaten.
said as (
    select valued.*
    from valued
    left join pinned_regions on valued.golden_id = pinned_regions.golden_id
    where
        valued.field <> 'region'
        or pinned_regions.country is null
        or pinned_regions.region is not null
        or valued.country = pinned_regions.country
),
places as (
    select golden_id, customer_id
    from valued
    left join int_identity_trust on valued.field = int_identity_trust.field and valued._source = int_identity_trust.source
    where valued.field in ('street', 'city', 'postcode', 'country')
    qualify row_number() over (
        partition by golden_id
        order by is_alive desc, is_branch, coalesce(trust, 9999), since desc, completeness desc, customer_id
    ) = 1
),
judged as (
    select
        valued.golden_id,
        valued.field,
        valued.value,
        valued.customer_id,
        cast(null as varchar) as decision_id,
        false as is_pinned,
        -- [GOLDEN-13] Who was a person is one, whatever became of the record.
        valued.field = 'kind'
        or (valued.is_alive and coalesce(int_identity_invalid.customer_id is null, true)) as is_valid,
        case
            when valued.field = 'kind'
                then case when valued.kind_is_said then 0 else 2 end + case valued.value when 'person' then 0 else 1 end
            else 0
        end as leniency,
        case
            when valued.field in ('street', 'city', 'province', 'postcode', 'country', 'region')
                then (case when places.customer_id is not null then 0 else 1 end) * 100000
            else 0
        end
        + (case when valued.is_branch then 1 else 0 end) * 10000
        + coalesce(int_identity_trust.trust, 9999) as distrust,
        valued.since,
        valued.completeness,
        valued.frequency,
    from said as valued
    left join int_identity_trust
        on valued.field = int_identity_trust.field and valued._source = int_identity_trust.source
    left join int_identity_invalid
        on valued.field = int_identity_invalid.field and valued.customer_id = int_identity_invalid.customer_id
    left join places on valued.customer_id = places.customer_id and valued.golden_id = places.golden_id
    union all
    select golden_id, field, value, customer_id, decision_id, true, true, 0, -1, date '1900-01-01', 0, 0
    from pins
    union all
    select golden_id, 'region', region, customer_id, decision_id, true, true, 0, -1, date '1900-01-01', 0, 0
    from pinned_regions
    where region is not null
),
ranked as (
    select
        *,
        cast(row_number() over criteria as integer) as rank,
        struct_pack(
            pinned := is_pinned,
            valid := is_valid,
            leniency := leniency,
            distrust := distrust,
            since := since,
            completeness := completeness,
            frequency := frequency
        ) as merits,
    from judged
    window
        criteria as (
            partition by golden_id, field
            order by
                is_pinned desc, is_valid desc, leniency, distrust, since desc, completeness desc, frequency desc, value,
                customer_id
        )
),
winners as (
    select golden_id, field, value, merits
    from ranked
    where rank = 1
),
rivals as (
    select ranked.golden_id, ranked.field, arg_min(ranked.merits, ranked.rank) as merits
    from ranked
    inner join winners on ranked.golden_id = winners.golden_id and ranked.field = winners.field
    where ranked.value <> winners.value
    group by ranked.golden_id, ranked.field
),
compared as (
    select
        ranked.golden_id,
        ranked.field,
        ranked.value,
        ranked.customer_id,
        ranked.decision_id,
        ranked.rank,
        ranked.since,
        winners.merits as best,
        case
            when ranked.rank = 1 then rivals.merits
            when ranked.value <> winners.value then ranked.merits
        end as other,
    from ranked
    inner join winners on ranked.golden_id = winners.golden_id and ranked.field = winners.field
    left join rivals on ranked.golden_id = rivals.golden_id and ranked.field = rivals.field
),
final as (
    select
        golden_id,
        field,
        value,
        customer_id,
        rank = 1 as is_winner,
        case
            when best.pinned then 'pin'
            when best.valid <> other.valid then 'valid'
            when best.leniency <> other.leniency then 'strictest'
            when best.distrust <> other.distrust then 'trust'
            when best.since <> other.since then 'recency'
            when best.completeness <> other.completeness then 'completeness'
            else 'frequency'
        end as rule,
        rank,
        nullif(since, date '1900-01-01') as valid_from,
        decision_id,
    from compared
)
select * from final
