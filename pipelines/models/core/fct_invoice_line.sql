with
invoices as (select * from fct_invoice),
lines as (
    select
        int_invoice_line._source,
        int_invoice_line.source_key,
        int_invoice_line._batch,
        int_invoice_line._line,
        int_invoice_line.order_line_key,
        invoices.invoice_id,
        invoices.number as invoice_number,
        invoices.kind,
        invoices.issued_on,
        invoices.customer_key,
        invoices.customer_no,
        invoices.region,
        invoices.channel,
        invoices.currency,
        int_invoice_line.quantity * case when invoices.kind = 'credit_note' then -1 else 1 end as quantity,
        int_invoice_line.amount * case when invoices.kind = 'credit_note' then -1 else 1 end as amount,
        coalesce(dim_product.product_key, 0) as product_key,
        coalesce(dim_product.product_no, 0) as product_no,
        dim_product.category,
        dim_product.standard_cost_base,
        rates.rate,
    from int_invoice_line
    inner join invoices
        on
            int_invoice_line.invoice_key = invoices._source_key
            and int_invoice_line._source = invoices._source
    left join dim_product
        on
            concat(int_invoice_line._source, '|', int_invoice_line.product_key) = dim_product.product_id
            and invoices.issued_on >= dim_product.valid_from
            and invoices.issued_on < dim_product.valid_to
    left join dim_currency_rate as rates
        on invoices.currency = rates.currency and invoices.issued_on = rates.date_on
),
valued as (
    select
        *,
        cast(round(amount * rate, 4) as decimal(18, 4)) as amount_base,
        cast(round(quantity * cast(standard_cost_base as decimal(20, 4)), 4) as decimal(18, 4)) as cost_base,
    from lines
),
final as (
    select
        concat(_source, '|', source_key) as invoice_line_id,
        invoice_id,
        invoice_number,
        kind,
        _source || '|' || order_line_key as order_line_id,
        issued_on,
        customer_key,
        customer_no,
        cast(product_key as bigint) as product_key,
        product_no,
        region,
        channel,
        category,
        cast(quantity as decimal(18, 4)) as quantity,
        currency,
        cast(amount as decimal(18, 4)) as amount,
        amount_base,
        cost_base,
        cast(amount_base - cost_base as decimal(18, 4)) as margin_base,
        rate is null as is_rate_missing,
        _source,
        source_key as _source_key,
        _batch,
        _line,
    from valued
)
select * from final
