with
ends as (
    select thread_id, to_kind as kind, to_id as document_id, region, channel
    from bridge_transaction_thread
    where to_id is not null
    union
    select thread_id, from_kind, from_id, region, channel
    from bridge_transaction_thread
    union
    select opportunity_id, 'opportunity', opportunity_id, region, channel
    from fct_opportunity
    anti join bridge_opportunity_order on fct_opportunity.opportunity_id = bridge_opportunity_order.opportunity_id
    union
    select lead_id, 'lead', lead_id, region, channel
    from fct_lead
    anti join fct_opportunity on fct_lead.opportunity_id = fct_opportunity.opportunity_id
),
shipments as (
    select
        order_id,
        _source || '|' || coalesce(shipment_number, _source_key) as shipment_id,
        max(coalesce(shipment_number, _source_key)) as number,
        case
            when bool_and(is_return) then 'returned'
            when bool_and(status = 'done') then 'done'
            when bool_or(status = 'done') then 'partly_done'
            else 'planned'
        end as state,
        max(coalesce(shipped_on, planned_on)) as event_on,
        sum(quantity) as quantity,
        min(customer_no) as customer_no,
        min(region) as region,
        min(channel) as channel,
        min(_source) as _source,
    from fct_shipment_line
    where status <> 'cancelled' and order_id is not null
    group by order_id, shipment_id
),
documents as (
    select
        order_id as thread_id, case when state = 'quoted' then 'quote' else 'order' end as kind, order_id as document_id,
        order_number as number, customer_po as title, state, ordered_on as event_on, promised_on as due_on,
        currency, amount, amount_base, quantity_ordered as quantity, cast(null as integer) as product_no, customer_no, region, channel, _source,
    from mart_order_status
    union all by name
    select
        ends.thread_id, ends.kind, ends.document_id, fct_opportunity._source_key as number, fct_opportunity.name as title,
        fct_opportunity.stage as state, coalesce(fct_opportunity.closed_on, fct_opportunity.created_on) as event_on,
        fct_opportunity.close_on as due_on, fct_opportunity.currency, fct_opportunity.amount, fct_opportunity.amount_base,
        fct_opportunity.customer_no,
        fct_opportunity.region, fct_opportunity.channel, fct_opportunity._source,
    from ends
    inner join fct_opportunity on ends.document_id = fct_opportunity.opportunity_id
    where ends.kind = 'opportunity'
    union all by name
    select
        ends.thread_id, ends.kind, ends.document_id, dim_campaign.name as title, dim_campaign.status as state,
        dim_campaign.starts_on as event_on, 0 as customer_no, ends.region, ends.channel, dim_campaign._source,
    from ends
    inner join dim_campaign on ends.document_id = dim_campaign.campaign_id
    where ends.kind = 'campaign'
    union all by name
    select
        ends.thread_id, ends.kind, ends.document_id, fct_lead.number, fct_lead.name as title,
        fct_lead.status as state, coalesce(fct_lead.closed_on, fct_lead.created_on) as event_on, fct_lead.customer_no,
        ends.region, ends.channel, fct_lead._source,
    from ends
    inner join fct_lead on ends.document_id = fct_lead.lead_id
    where ends.kind = 'lead'
    union all by name
    select
        ends.thread_id, ends.kind, ends.document_id, fct_work_order.number, fct_work_order.status as state,
        coalesce(fct_work_order.finished_on, fct_work_order.started_on, fct_work_order.planned_start_on) as event_on,
        coalesce(mart_supply_expected.expected_on, fct_work_order.planned_end_on) as due_on,
        fct_work_order.quantity_planned as quantity, fct_work_order.product_no, 0 as customer_no, ends.region, ends.channel,
        fct_work_order._source,
    from ends
    inner join fct_work_order on ends.document_id = fct_work_order.work_order_id
    left join mart_supply_expected on fct_work_order.work_order_id = mart_supply_expected.supply_id
    where ends.kind = 'work_order'
    union all by name
    select order_id as thread_id, 'shipment' as kind, shipment_id as document_id, * exclude (order_id, shipment_id)
    from shipments
    where order_id in (select order_id from fct_sales_order)
    union all by name
    select
        ends.thread_id, ends.kind, ends.document_id, fct_invoice.number,
        case when fct_invoice.kind = 'credit_note' then 'credit_note' else fct_invoice.status end as state,
        fct_invoice.issued_on as event_on, fct_invoice.due_on, fct_invoice.currency, fct_invoice.total as amount,
        fct_invoice.total_base as amount_base,
        fct_invoice.customer_no, fct_invoice.region, fct_invoice.channel, fct_invoice._source,
    from ends
    inner join fct_invoice on ends.document_id = fct_invoice.invoice_id
    where ends.kind = 'invoice'
    union all by name
    select
        ends.thread_id, ends.kind, ends.document_id, fct_payment.paid_on as event_on, fct_payment.currency, fct_payment.amount,
        fct_payment.amount_base,
        fct_payment.customer_no, fct_payment.region, fct_payment.channel, fct_payment._source,
    from ends
    inner join fct_payment on ends.document_id = fct_payment.payment_id
    where ends.kind = 'payment'
    union all by name
    select
        ends.thread_id, ends.kind, ends.document_id, fct_case.number, fct_case.subject as title, fct_case.status as state,
        fct_case.opened_on as event_on, fct_case.closed_on as due_on, fct_case.product_no, fct_case.customer_no,
        fct_case.region, fct_case.channel, fct_case._source,
    from ends
    inner join fct_case on ends.document_id = fct_case.case_id
    where ends.kind = 'case'
),
final as (
    select
        thread_id, kind, document_id, number, title, state, event_on, due_on,
        currency,
        cast(amount as decimal(18, 4)) as amount,
        cast(amount_base as decimal(18, 4)) as amount_base,
        cast(quantity as decimal(18, 4)) as quantity,
        product_no, customer_no, region, channel, _source,
    from documents
)
select * from final
