with
final as (
    select
        upper(trim(code)) as source_key,
        upper(trim(code)) as code,
        coalesce(arg_max(description, sold_at), upper(trim(code))) as name,
        case when upper(trim(code)) in ('POST', 'DOT', 'C2', 'C3', 'M', 'D', 'CRUK') then 'Charges' else 'Goods' end as category,
        'buy' as make_buy,
        'GBP' as currency,
        true as is_active,
        cast(min(sold_at) as date) as launched_on,
        min(sold_at) as valid_from,
        max(sold_at) as _modified_at,
        arg_max(_batch, sold_at) as _batch,
        arg_max(_line, sold_at) as _line,
    from line
    where code is not null
    group by upper(trim(code))
)
select * from final
