with
rates as (select * from res_currency_rate),
final as (
    select
        rates.id as source_key,
        rates.currency,
        rates.date as valid_on,
        rates.rate_to_company as rate,
        rates._cursor as _modified_at,
        rates._batch,
        rates._line,
    from rates
)
select * from final
