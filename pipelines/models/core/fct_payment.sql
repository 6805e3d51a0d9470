with
invoices as (select * from fct_invoice),
payments as (
    select
        int_payment._source,
        int_payment.source_key,
        int_payment._batch,
        int_payment._line,
        invoices.invoice_id,
        int_payment.paid_on,
        invoices.currency as invoice_currency,
        upper(trim(int_payment.currency)) as currency,
        int_payment.amount,
        coalesce(invoices.customer_no, dim_customer.customer_no, 0) as customer_no,
        case when invoices.invoice_id is null then dim_customer.region else invoices.region end as region,
        case when invoices.invoice_id is null then dim_customer.channel else invoices.channel end as channel,
        rates.rate,
        invoice_rates.rate as invoice_rate,
    from int_payment
    left join invoices
        on int_payment.invoice_key = invoices._source_key and int_payment._source = invoices._source
    left join dim_customer
        on
            concat(int_payment._source, '|', int_payment.customer_key) = dim_customer.customer_id
            and int_payment.paid_on >= dim_customer.valid_from
            and int_payment.paid_on < dim_customer.valid_to
    left join dim_currency_rate as rates
        on upper(trim(int_payment.currency)) = rates.currency and int_payment.paid_on = rates.date_on
    left join dim_currency_rate as invoice_rates
        on invoices.currency = invoice_rates.currency and invoices.issued_on = invoice_rates.date_on
    where coalesce(int_payment.status, 'posted') = 'posted'
),
final as (
    select
        concat(_source, '|', source_key) as payment_id,
        invoice_id,
        paid_on,
        customer_no,
        region,
        channel,
        currency,
        amount,
        cast(round(amount * rate, 4) as decimal(18, 4)) as amount_base,
        cast(
            round(amount * case when currency = invoice_currency then invoice_rate else rate end, 4) as decimal(18, 4)
        ) as settled_base,
        rate is null as is_rate_missing,
        _source,
        source_key as _source_key,
        _batch,
        _line,
    from payments
)
select * from final
