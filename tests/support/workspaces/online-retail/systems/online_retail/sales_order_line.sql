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
        invoice as order_key,
        product as product_key,
        quantity,
        price as unit_price,
        quantity * price as amount,
        quantity as qty_delivered,
        quantity as qty_invoiced,
        false as cancelled,
        sold_at as _modified_at,
        _batch,
        _line,
    from sales
    where not is_credit
)
select * from final
