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
        _key as source_key,
        invoice as invoice_key,
        case when not is_credit then _key end as order_line_key,
        product as product_key,
        abs(quantity) as quantity,
        price as unit_price,
        abs(quantity) * price as amount,
        sold_at as _modified_at,
        _batch,
        _line,
    from sales
)
select * from final
