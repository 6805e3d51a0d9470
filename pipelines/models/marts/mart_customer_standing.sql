with
customers as (select * from dim_golden_customer),
known as (select * from customers where customer_no <> 0),
due_invoices as (
    select
        fct_invoice.invoice_id,
        fct_invoice.customer_no,
        fct_invoice.due_on,
        fct_invoice.total_base,
        fct_invoice.status = 'paid' as is_paid,
        config.as_of,
    from fct_invoice
    cross join config
    anti join mart_settled_invoice on fct_invoice.invoice_id = mart_settled_invoice.invoice_id
    where
        fct_invoice.kind = 'invoice'
        and fct_invoice.total_base > 0
        and fct_invoice.due_on < config.as_of
        and fct_invoice.due_on >= config.as_of - interval 24 month
),
last_payments as (
    select invoice_id, max(paid_on) as paid_on
    from fct_payment
    group by invoice_id
),
delays as (
    select
        due_invoices.customer_no,
        due_invoices.total_base,
        cast(
            greatest(
                case when due_invoices.is_paid then last_payments.paid_on else due_invoices.as_of end
                - due_invoices.due_on,
                0
            ) as integer
        ) as days,
    from due_invoices
    left join last_payments on due_invoices.invoice_id = last_payments.invoice_id
),
paying as (
    select customer_no, sum(total_base * days) as amount_days, sum(total_base) as amount
    from delays
    group by customer_no
),
delivering as (
    select
        fct_sales_order_line.customer_no,
        count(*) filter (where fct_sales_order_line.is_otif) / count(*) as otif_rate,
    from fct_sales_order_line
    cross join config
    where
        fct_sales_order_line.is_due
        and fct_sales_order_line.promised_on >= config.as_of - interval 12 month
    group by fct_sales_order_line.customer_no
),
waiting as (
    select distinct fct_sales_order_line.customer_no
    from fct_sales_order_line
    cross join config
    where
        fct_sales_order_line.is_due
        and fct_sales_order_line.status = 'confirmed'
        and fct_sales_order_line.qty_shipped < fct_sales_order_line.quantity
),
complaining as (select distinct customer_no from fct_case where closed_on is null),
touches as (
    select
        fct_campaign_member.customer_no,
        min_by(
            dim_campaign.name,
            row(coalesce(fct_campaign_member.joined_on, dim_campaign.starts_on), dim_campaign.campaign_id)
        ) as first_campaign,
    from fct_campaign_member
    inner join dim_campaign on fct_campaign_member.campaign_id = dim_campaign.campaign_id
    group by fct_campaign_member.customer_no
),
leads as (
    select customer_no, arg_min(source, row(created_on, lead_id)) as lead_source
    from fct_lead
    where source is not null
    group by customer_no
),
standing as (
    select
        known.customer_no,
        case
            when paying.amount_days <= 5 * paying.amount then 'prompt'
            when paying.amount_days <= 30 * paying.amount then 'slow'
            when paying.amount_days > 30 * paying.amount then 'late'
        end as paying_behaviour,
        case
            when delivering.otif_rate >= 0.9 then 'good'
            when delivering.otif_rate >= 0.7 then 'fair'
            when delivering.otif_rate < 0.7 then 'poor'
        end as delivery_performance,
        case
            when complaining.customer_no is not null and waiting.customer_no is not null then 'both'
            when complaining.customer_no is not null then 'open_case'
            when waiting.customer_no is not null then 'late_order'
            else 'none'
        end as service_risk,
        case
            when known.in_crm and known.in_erp then 'both'
            when known.in_crm then 'crm'
            when known.in_erp then 'erp'
            else 'none'
        end as systems,
        touches.first_campaign,
        leads.lead_source,
        cast(paying.amount_days as double) / cast(paying.amount as double) as days_late,
        cast(delivering.otif_rate as double) as otif_rate,
    from known
    left join paying on known.customer_no = paying.customer_no
    left join delivering on known.customer_no = delivering.customer_no
    left join waiting on known.customer_no = waiting.customer_no
    left join complaining on known.customer_no = complaining.customer_no
    left join touches on known.customer_no = touches.customer_no
    left join leads on known.customer_no = leads.customer_no
),
final as (
    select
        customers.customer_no,
        customers.region,
        customers.channel,
        standing.* exclude (customer_no),
    from customers
    left join standing on customers.customer_no = standing.customer_no
)
select * from final
