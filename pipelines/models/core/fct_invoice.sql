with
channel_aliases as (select lower(trim(alias)) as alias, min(channel) as channel from ref_channels group by 1),
order_channels as (
    select
        int_sales_order._source,
        int_sales_order.source_key,
        coalesce(channel_aliases.channel, nullif(trim(int_sales_order.channel), '')) as channel,
    from int_sales_order
    left join channel_aliases on lower(trim(int_sales_order.channel)) = channel_aliases.alias
),
invoices as (
    select
        int_invoice._source,
        int_invoice.source_key,
        int_invoice._batch,
        int_invoice._line,
        int_invoice.number,
        int_invoice.kind,
        int_invoice.order_key,
        int_invoice.issued_on,
        coalesce(int_invoice.due_on, int_invoice.issued_on) as due_on,
        upper(trim(int_invoice.currency)) as currency,
        int_invoice.total * case when int_invoice.kind = 'credit_note' then -1 else 1 end as total,
        coalesce(dim_customer.customer_key, 0) as customer_key,
        coalesce(dim_customer.customer_no, 0) as customer_no,
        dim_customer.region,
        coalesce(order_channels.channel, dim_customer.channel) as channel,
        rates.rate,
    from int_invoice
    left join dim_customer
        on
            concat(int_invoice._source, '|', int_invoice.customer_key) = dim_customer.customer_id
            and int_invoice.issued_on >= dim_customer.valid_from
            and int_invoice.issued_on < dim_customer.valid_to
    left join order_channels
        on int_invoice.order_key = order_channels.source_key and int_invoice._source = order_channels._source
    left join dim_currency_rate as rates
        on upper(trim(int_invoice.currency)) = rates.currency and int_invoice.issued_on = rates.date_on
    where int_invoice.status = 'posted'
),
payments as (
    select
        invoices._source,
        invoices.source_key,
        sum(
            round(
                int_payment.amount
                * case when upper(trim(int_payment.currency)) = invoices.currency then invoices.rate else rates.rate end,
                4
            )
        ) as paid_base,
        case
            when bool_and(coalesce(upper(trim(int_payment.currency)) = invoices.currency, false))
                then sum(int_payment.amount)
        end as paid_amount,
    from int_payment
    inner join invoices
        on int_payment.invoice_key = invoices.source_key and int_payment._source = invoices._source
    left join dim_currency_rate as rates
        on upper(trim(int_payment.currency)) = rates.currency and int_payment.paid_on = rates.date_on
    where coalesce(int_payment.status, 'posted') = 'posted'
    group by invoices._source, invoices.source_key
),
valued as (
    select
        invoices.*,
        cast(round(invoices.total * invoices.rate, 4) as decimal(18, 4)) as total_base,
        cast(coalesce(payments.paid_base, 0) as decimal(18, 4)) as paid_base,
        cast(
            invoices.total - case when payments.source_key is null then 0 else payments.paid_amount end as decimal(18, 4)
        ) as open_amount,
    from invoices
    left join payments on invoices.source_key = payments.source_key and invoices._source = payments._source
),
judged as (
    select
        *,
        case when total_base is null then open_amount else total_base - paid_base end as left_to_pay,
        coalesce(case when total_base is null then total - open_amount end, paid_base) as paid_of_it,
    from valued
),
final as (
    select
        concat(judged._source, '|', judged.source_key) as invoice_id,
        judged.number,
        judged.kind,
        judged._source || '|' || judged.order_key as order_id,
        judged.issued_on,
        judged.due_on,
        cast(judged.customer_key as bigint) as customer_key,
        judged.customer_no,
        judged.region,
        judged.channel,
        judged.currency,
        cast(judged.total as decimal(18, 4)) as total,
        judged.total_base,
        judged.paid_base,
        cast(judged.total_base - judged.paid_base as decimal(18, 4)) as open_base,
        judged.open_amount,
        case
            when abs(judged.left_to_pay) < 0.005 then 'paid'
            when judged.kind = 'invoice' and judged.due_on < config.as_of then 'overdue'
            when judged.paid_of_it <> 0 then 'part_paid'
            else 'open'
        end as status,
        judged.rate is null as is_rate_missing,
        judged._source,
        judged.source_key as _source_key,
        judged._batch,
        judged._line,
    from judged
    cross join config
)
select * from final
