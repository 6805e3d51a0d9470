with
totals as (
    select invoice, sum(amount) as total
    from account_invoice_line
    where kind = 'line' and id in (select id from account_invoice_line_ids)
    group by invoice
),
final as (
    select
        lines.id as source_key,
        lines.invoice as invoice_key,
        case when lines.origin like 'sale.line,%' then split_part(lines.origin, ',', 2) end as order_line_key,
        lines.product as product_key,
        case when totals.total < 0 then -lines.quantity else lines.quantity end as quantity,
        lines.unit_price,
        case when totals.total < 0 then -lines.amount else lines.amount end as amount,
        lines._cursor as _modified_at,
        lines._batch,
        lines._line,
    from account_invoice_line as lines
    inner join account_invoice as invoices on invoices.id = lines.invoice
    inner join totals on totals.invoice = lines.invoice
    where lines.kind = 'line'
        and lines.quantity is not null
        and invoices.kind = 'out'
        and invoices.invoice_date is not null
        and lines.id in (select id from account_invoice_line_ids)
        and invoices.id in (select id from account_invoice_ids)
)
select * from final
