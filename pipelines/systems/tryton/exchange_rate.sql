with
base as (
    select valid_on, rate
    from currency_currency_rate, config
    where currency = config.base_currency
),
final as (
    select
        rates.id as source_key,
        rates.currency,
        rates.valid_on,
        base.rate / rates.rate as rate,
        rates._cursor as _modified_at,
        rates._batch,
        rates._line,
    from currency_currency_rate as rates
    asof inner join base on rates.valid_on >= base.valid_on
    where rates.rate > 0
)
select * from final
