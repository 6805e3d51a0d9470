with
totals as (
    select invoice, sum(amount) as total
    from account_invoice_line
    where kind = 'line' and id in (select id from account_invoice_line_ids)
    group by invoice
),
orders as (
    select lines.invoice, min(sold.sale) as sale
    from account_invoice_line as lines
    inner join sale_line as sold on lines.origin = 'sale.line,' || sold.id
    group by lines.invoice
    having count(distinct sold.sale) = 1
),
final as (
    select
        invoices.id as source_key,
        coalesce(invoices.number, 'draft ' || invoices.id) as number,
        invoices.party as customer_key,
        orders.sale as order_key,
        case when totals.total < 0 then 'credit_note' else 'invoice' end as kind,
        invoices.invoice_date as issued_on,
        coalesce(invoices.payment_term_date, invoices.invoice_date) as due_on,
        case invoices.state
            when 'posted' then 'posted'
            when 'paid' then 'posted'
            when 'cancelled' then 'cancelled'
            else 'draft'
        end as status,
        invoices.currency,
        abs(coalesce(totals.total, 0)) as total,
        invoices._cursor as _modified_at,
        invoices._batch,
        invoices._line,
    from account_invoice as invoices
    left join totals on totals.invoice = invoices.id
    left join orders on orders.invoice = invoices.id
    where invoices.kind = 'out'
        and invoices.invoice_date is not null
        and invoices.id in (select id from account_invoice_ids)
)
select * from final
