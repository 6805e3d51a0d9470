with
payments as (
    select
        fct_payment.invoice_id,
        max(fct_payment.paid_on) as last_paid_on,
        case
            when bool_and(coalesce(fct_payment.currency = fct_invoice.currency, false)) then sum(fct_payment.amount)
        end as paid,
    from fct_payment
    inner join fct_invoice on fct_payment.invoice_id = fct_invoice.invoice_id
    group by fct_payment.invoice_id
),
documents as (
    select
        bridge_invoice_order.order_id,
        bridge_invoice_order.is_shared,
        payments.last_paid_on,
        case when payments.invoice_id is null then 0 else payments.paid end as paid,
        fct_invoice.number,
        fct_invoice.kind,
        fct_invoice.issued_on,
        fct_invoice.currency,
        fct_invoice.total,
        fct_invoice.total_base,
        fct_invoice.paid_base,
        fct_invoice.open_base,
        case
            when fct_invoice.status = 'paid' then 0
            else cast(
                round(
                    fct_invoice.total
                    * (cast(fct_invoice.open_base as double) / nullif(cast(fct_invoice.total_base as double), 0)),
                    2
                ) as decimal(18, 2)
            )
        end as receivable,
    from bridge_invoice_order
    inner join fct_invoice on bridge_invoice_order.invoice_id = fct_invoice.invoice_id
    left join payments on bridge_invoice_order.invoice_id = payments.invoice_id
),
sums as (
    select
        order_id,
        sum(total_base) as invoiced_base,
        cast(count(*) filter (where total_base is null) as integer) as unrated_count,
        sum(paid_base) as paid_base,
        sum(open_base) as receivable_base,
        max(struct_pack(issued_on, number)) filter (where kind = 'invoice') as last,
        bool_or(is_shared) as is_invoice_shared,
        max(last_paid_on) as last_paid_on,
        case when count(currency) = count(*) and count(distinct currency) = 1 then min(currency) end as currency,
        case when count(total) = count(*) then sum(total) end as invoiced,
        case when count(paid) = count(*) then sum(paid) end as paid,
    from documents
    group by order_id
),
balances as (
    select
        order_id,
        currency,
        sum(total) as net,
        sum(receivable) as receivable,
        bool_or(kind = 'credit_note') as has_credit_note,
        bool_or(open_base is null or is_shared) as is_unknown,
    from documents
    group by order_id, currency
),
settlements as (
    select
        order_id,
        bool_or(has_credit_note) and max(net) <= 0 as is_credited,
        max(receivable) <= 0 as is_settled,
        max(receivable) <= 0 and min(receivable) < 0 as is_refund_due,
    from balances
    group by order_id
    having not bool_or(is_unknown)
),
final as (
    select
        sums.order_id,
        cast(sums.invoiced_base as decimal(18, 4)) as invoiced_base,
        sums.unrated_count,
        cast(sums.paid_base as decimal(18, 4)) as paid_base,
        cast(
            case
                when settlements.is_settled and not settlements.is_refund_due then 0 else sums.receivable_base
            end as decimal(18, 4)
        ) as receivable_base,
        sums.currency,
        cast(case when sums.currency is not null then sums.invoiced end as decimal(18, 4)) as invoiced_amount,
        cast(case when sums.currency is not null then sums.paid end as decimal(18, 4)) as paid_amount,
        cast(
            case
                when sums.currency is null then null
                when settlements.is_settled and not settlements.is_refund_due then 0
                else sums.invoiced - sums.paid
            end as decimal(18, 4)
        ) as receivable_amount,
        coalesce(settlements.is_credited, false) as is_credited,
        coalesce(settlements.is_settled, false) as is_settled,
        coalesce(settlements.is_refund_due, false) as is_refund_due,
        sums.is_invoice_shared,
        sums.last.number as last_invoice_number,
        sums.last.issued_on as last_invoiced_on,
        sums.last_paid_on,
    from sums
    left join settlements on sums.order_id = settlements.order_id
)
select * from final
