with
final as (
    select
        customer as source_key,
        'Customer ' || customer as name,
        'company' as kind,
        arg_max(country, sold_at) as country,
        'Wholesale' as channel,
        'GBP' as currency,
        true as is_active,
        cast(min(sold_at) as date) as created_on,
        min(sold_at) as valid_from,
        max(sold_at) as _modified_at,
        arg_max(_batch, sold_at) as _batch,
        arg_max(_line, sold_at) as _line,
    from line
    where customer is not null
    group by customer
)
select * from final
