with
sales as (
    select *, upper(trim(code)) as product, invoice like 'C%' as is_credit
    from line
    -- Fees, samples, tests and adjustments of the books are no sales; a negative quantity on an invoice is a write-off.
    where coalesce(upper(trim(code)), '') not in ('BANK CHARGES', 'AMAZONFEE', 'ADJUST', 'ADJUST2', 'B', 'S', 'TEST001', 'TEST002')
        and (invoice like 'C%') = (quantity < 0)
),
final as (
    select
        invoice as source_key,
        invoice as number,
        any_value(customer) as customer_key,
        cast(min(sold_at) as date) as ordered_on,
        'done' as status,
        'GBP' as currency,
        max(sold_at) as _modified_at,
        arg_min(_batch, _line) as _batch,
        min(_line) as _line,
    from sales
    where not is_credit
    group by invoice
)
select * from final
