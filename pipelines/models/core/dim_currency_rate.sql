with
calendar as (select date_on from dim_calendar),
quoted as (
    select
        upper(trim(int_exchange_rate.currency)) as currency,
        int_exchange_rate.valid_on,
        max_by(
            int_exchange_rate.rate,
            {
                modified_at: coalesce(int_exchange_rate._modified_at, timestamp '1900-01-01'),
                rate: int_exchange_rate.rate,
            }
        ) as rate,
    from int_exchange_rate
    cross join config
    where
        int_exchange_rate.rate > 0
        and upper(trim(int_exchange_rate.currency)) <> config.base_currency
    group by upper(trim(int_exchange_rate.currency)), int_exchange_rate.valid_on
),
spans as (
    select
        currency,
        rate,
        valid_on as valid_from,
        lead(valid_on, 1, date '9999-12-31') over (partition by currency order by valid_on) as valid_to,
    from quoted
),
foreign_rates as (
    select
        spans.currency,
        calendar.date_on,
        cast(spans.rate as decimal(20, 8)) as rate,
    from calendar
    inner join spans on calendar.date_on >= spans.valid_from and calendar.date_on < spans.valid_to
),
base_rates as (
    select
        config.base_currency as currency,
        calendar.date_on,
        cast(1 as decimal(20, 8)) as rate,
    from calendar
    cross join config
),
final as (
    select * from base_rates
    union all
    select * from foreign_rates
)
select * from final
