with
rates as (select * from dim_currency_rate),
quoted as (
    select currency, min(date_on) as first_on, max(date_on) as last_on
    from rates
    group by currency
),
dated as (
    select
        concat(int_product._source, '|', int_product.source_key) as product_id,
        cast(timezone(config.time_zone, timezone('UTC', int_product.valid_from)) as date) as starts_on,
        coalesce(upper(trim(int_product.currency)), config.base_currency) as price_currency,
        int_product.*,
    from int_product
    cross join config
),
last_of_day as (
    select *
    from dated
    qualify row_number() over (
        partition by product_id, starts_on
        order by
            valid_from desc, _modified_at desc, code, name, name_zh, category, uom, make_buy, lead_time_days,
            standard_cost, list_price, currency, is_active, launched_on, discontinued_on
    ) = 1
),
priced as (
    select
        last_of_day.product_id,
        last_of_day.starts_on,
        trim(last_of_day.code) as code,
        last_of_day.name,
        last_of_day.name_zh,
        nullif(trim(last_of_day.category), '') as category,
        last_of_day.uom,
        last_of_day.make_buy,
        last_of_day.lead_time_days,
        cast(round(last_of_day.standard_cost * rates.rate, 4) as decimal(18, 4)) as standard_cost_base,
        cast(round(last_of_day.list_price * rates.rate, 4) as decimal(18, 4)) as list_price_base,
        last_of_day.is_active,
        last_of_day.launched_on,
        last_of_day.discontinued_on,
        last_of_day._source,
        last_of_day.source_key as _source_key,
        last_of_day._batch,
        last_of_day._line,
    from last_of_day
    left join quoted on last_of_day.price_currency = quoted.currency
    left join rates
        on
            quoted.currency = rates.currency
            and least(greatest(last_of_day.starts_on, quoted.first_on), quoted.last_on) = rates.date_on
),
changed as (
    select *
    from priced
    qualify
        lag(row(
            code, name, name_zh, category, uom, make_buy, lead_time_days, standard_cost_base, list_price_base,
            is_active, launched_on, discontinued_on
        )) over (partition by product_id order by starts_on)
        is distinct from row(
            code, name, name_zh, category, uom, make_buy, lead_time_days, standard_cost_base, list_price_base,
            is_active, launched_on, discontinued_on
        )
),
numbers as (
    select
        product_id,
        cast(row_number() over (order by product_id) as integer) as product_no,
    from (select distinct product_id from dated)
),
spans as (
    select
        *,
        case
            when row_number() over (partition by product_id order by starts_on) = 1 then date '1900-01-01'
            else starts_on
        end as valid_from,
        lead(starts_on, 1, date '9999-12-31') over (partition by product_id order by starts_on) as valid_to,
    from changed
),
known as (
    select
        row_number() over (order by numbers.product_no, spans.valid_from) as product_key,
        spans.product_id,
        numbers.product_no,
        spans.* exclude (product_id, starts_on),
    from spans
    inner join numbers on spans.product_id = numbers.product_id
),
unknown as (
    select
        0 as product_key,
        'unknown' as product_id,
        0 as product_no,
        date '1900-01-01' as valid_from,
        date '9999-12-31' as valid_to,
),
sources as (
    select source, min(role) as role
    from etl_source
    group by source
),
listed as (
    select
        int_product_identity.product_id,
        coalesce(sources.role, 'other') <> 'crm'
        or not coalesce(bool_or(sources.role = 'erp') over (partition by int_product_identity.golden_product_id), false) as is_listed,
    from int_product_identity
    left join sources on int_product_identity.source = sources.source
),
members as (
    select * from known
    union all by name
    select * from unknown
),
final as (
    select
        cast(product_key as bigint) as product_key,
        members.product_id,
        product_no,
        code,
        name,
        name_zh,
        category,
        uom,
        make_buy,
        lead_time_days,
        standard_cost_base,
        list_price_base,
        is_active,
        launched_on,
        discontinued_on,
        valid_from,
        valid_to,
        valid_to = date '9999-12-31' as is_current,
        coalesce(listed.is_listed, true) as is_listed,
        _source,
        _source_key,
        _batch,
        _line,
    from members
    left join listed on members.product_id = listed.product_id
)
select * from final
