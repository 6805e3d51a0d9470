with
invoices as (select * from fct_invoice where total_base is not null),
payments as (select * from fct_payment where settled_base is not null),
settlements as (
    select
        payments.payment_id,
        payments.paid_on,
        greatest(payments.paid_on, cast(invoices.due_on + 1 as date)) as late_on,
        payments.settled_base,
        payments.invoice_id,
        payments.customer_no,
        payments.region,
        payments.channel,
        coalesce(invoices.kind = 'invoice', false) as falls_due,
        payments._source,
        payments._source_key,
        payments._batch,
        payments._line,
    from payments
    left join invoices on payments.invoice_id = invoices.invoice_id
),
events as (
    select
        issued_on as date_on, kind, invoice_id, customer_no, region, channel, total_base as delta_base,
        cast(0 as decimal(18, 4)) as overdue_delta_base, _source, _source_key, _batch, _line,
    from invoices
    union all
    select
        cast(due_on + 1 as date), 'due', invoice_id, customer_no, region, channel, cast(0 as decimal(18, 4)),
        total_base, _source, _source_key, _batch, _line,
    from invoices
    where kind = 'invoice'
    union all
    select
        paid_on, 'payment', invoice_id, customer_no, region, channel, -settled_base,
        case when falls_due and late_on = paid_on then -settled_base else cast(0 as decimal(18, 4)) end,
        _source, _source_key, _batch, _line,
    from settlements
    union all
    select
        late_on, 'paid_before_due', invoice_id, customer_no, region, channel, cast(0 as decimal(18, 4)),
        -settled_base, _source, _source_key, _batch, _line,
    from settlements
    where falls_due and late_on > paid_on
),
final as (
    select
        date_on,
        kind,
        invoice_id,
        customer_no,
        region,
        channel,
        cast(null as varchar) as category,
        cast(delta_base as decimal(18, 4)) as delta_base,
        cast(overdue_delta_base as decimal(18, 4)) as overdue_delta_base,
        _source,
        _source_key,
        _batch,
        _line,
    from events
)
select * from final
