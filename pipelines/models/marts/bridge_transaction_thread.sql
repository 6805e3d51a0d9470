with
orders as (
    select
        order_id, region, channel, _source,
        case when status in ('draft', 'quotation') then 'quote' else 'order' end as kind,
        nullif(regexp_replace(regexp_replace(upper(number), '[^\p{L}\p{N}]', '', 'g'), '(^|\p{L})0+(\d)', '\1\2', 'g'), '') as number_norm,
    from fct_sales_order
),
stated_work as (
    select orders.order_id, fct_work_order.work_order_id
    from fct_work_order
    inner join orders
        on
            regexp_replace(regexp_replace(upper(fct_work_order.order_ref), '[^\p{L}\p{N}]', '', 'g'), '(^|\p{L})0+(\d)', '\1\2', 'g') = orders.number_norm
            and fct_work_order._source = orders._source
),
finished_work as (
    select product_no, finished_on, min(work_order_id) as work_order_id
    from fct_work_order
    where status = 'done' and product_no <> 0
    group by product_no, finished_on
),
shipped_lines as (
    select mart_order_line_status.order_id, mart_order_line_status.product_no, mart_order_line_status.last_shipped_on
    from mart_order_line_status
    cross join config
    where mart_order_line_status.product_no <> 0 and mart_order_line_status.last_shipped_on >= config.as_of - 365
),
guessed_work as (
    select order_id, supply_id as work_order_id, 60 as percent
    from mart_supply_allocation
    where kind = 'order_line' and supply_kind = 'work_order'
    union all
    select shipped_lines.order_id, finished_work.work_order_id, 40
    from shipped_lines
    asof inner join finished_work
        on
            shipped_lines.product_no = finished_work.product_no
            and shipped_lines.last_shipped_on >= finished_work.finished_on
    where shipped_lines.last_shipped_on - finished_work.finished_on <= 45
),
work as (
    select order_id, work_order_id, 'explicit_ref' as rule, 100 as percent, cast(null as varchar) as gap
    from stated_work
    union all
    select guessed_work.order_id, guessed_work.work_order_id, 'product_and_time', max(guessed_work.percent), 'work_order_not_referenced'
    from guessed_work
    anti join stated_work
        on guessed_work.order_id = stated_work.order_id and guessed_work.work_order_id = stated_work.work_order_id
    group by guessed_work.order_id, guessed_work.work_order_id
),
shipments as (
    select
        order_id,
        _source || '|' || coalesce(shipment_number, _source_key) as shipment_id,
        bool_or(status = 'done' and not is_return) as is_shipped,
        max(shipped_on) as shipped_on,
    from fct_shipment_line
    where status <> 'cancelled' and order_id is not null
    group by all
),
invoice_days as (
    select bridge_invoice_order.order_id, fct_invoice.issued_on, min(fct_invoice.invoice_id) as invoice_id
    from bridge_invoice_order
    inner join fct_invoice on bridge_invoice_order.invoice_id = fct_invoice.invoice_id
    where fct_invoice.kind = 'invoice'
    group by bridge_invoice_order.order_id, fct_invoice.issued_on
),
shipped as (
    select order_id, shipment_id, shipped_on
    from shipments
    where is_shipped and shipped_on is not null
),
billed as (
    select shipped.order_id, shipped.shipment_id, shipped.shipped_on, invoice_days.invoice_id
    from shipped
    asof left join invoice_days
        on shipped.order_id = invoice_days.order_id and shipped.shipped_on <= invoice_days.issued_on
),
cancelled as (select order_id from mart_order_status where state = 'cancelled'),
contradicted as (
    select shipped.order_id, 'shipment' as kind, shipped.shipment_id as document_id, 'shipped_though_cancelled' as gap
    from shipped
    inner join mart_order_status on shipped.order_id = mart_order_status.order_id
    where mart_order_status.is_shipped_though_cancelled
    union all
    select bridge_invoice_order.order_id, 'invoice', bridge_invoice_order.invoice_id, 'unpaid_though_cancelled'
    from bridge_invoice_order
    inner join fct_invoice on bridge_invoice_order.invoice_id = fct_invoice.invoice_id
    inner join mart_order_status on bridge_invoice_order.order_id = mart_order_status.order_id
    where
        mart_order_status.is_unpaid_though_cancelled
        and fct_invoice.kind = 'invoice'
        and fct_invoice.status is distinct from 'paid'
),
unordered as (
    select opportunity_id, region, channel, is_closed, is_won, closed_on
    from fct_opportunity
    anti join bridge_opportunity_order on fct_opportunity.opportunity_id = bridge_opportunity_order.opportunity_id
),
opportunity_threads as (
    select
        bridge_opportunity_order.opportunity_id,
        bridge_opportunity_order.order_id as thread_id,
        'order' as thread_kind,
        orders.region,
        orders.channel,
    from bridge_opportunity_order
    inner join orders on bridge_opportunity_order.order_id = orders.order_id
    union all
    select opportunity_id, opportunity_id, 'opportunity', region, channel
    from unordered
),
order_ties as (
    select
        bridge_opportunity_order.order_id as thread_id, 'opportunity' as from_kind,
        bridge_opportunity_order.opportunity_id as from_id, orders.kind as to_kind, orders.order_id as to_id,
        bridge_opportunity_order.rule, cast(bridge_opportunity_order.confidence * 100 as integer) as percent,
        bridge_opportunity_order.gap,
    from bridge_opportunity_order
    inner join orders on bridge_opportunity_order.order_id = orders.order_id
    union all
    select work.order_id, orders.kind, work.order_id, 'work_order', work.work_order_id, work.rule, work.percent, work.gap
    from work
    inner join orders on work.order_id = orders.order_id
    union all
    select shipments.order_id, orders.kind, shipments.order_id, 'shipment', shipments.shipment_id, 'explicit_ref', 100, null
    from shipments
    inner join orders on shipments.order_id = orders.order_id
    union all
    select order_id, 'shipment', shipment_id, 'invoice', invoice_id, 'order_and_time', 90, null
    from billed
    where invoice_id is not null
    union all
    select mart_unbilled_shipment.order_id, 'shipment', mart_unbilled_shipment.shipment_id, 'invoice', null, 'missing', 0, 'shipment_without_invoice'
    from mart_unbilled_shipment
    anti join cancelled on mart_unbilled_shipment.order_id = cancelled.order_id
    cross join config
    where mart_unbilled_shipment.shipped_on < config.as_of - 14
    union all
    select bridge_invoice_order.order_id, orders.kind, bridge_invoice_order.order_id, 'invoice', bridge_invoice_order.invoice_id, 'explicit_ref', 100, null
    from bridge_invoice_order
    inner join orders on bridge_invoice_order.order_id = orders.order_id
    anti join billed on bridge_invoice_order.order_id = billed.order_id and bridge_invoice_order.invoice_id = billed.invoice_id
    union all
    select bridge_invoice_order.order_id, 'invoice', bridge_invoice_order.invoice_id, 'payment', fct_payment.payment_id, 'explicit_ref', 100, null
    from bridge_invoice_order
    inner join fct_payment on bridge_invoice_order.invoice_id = fct_payment.invoice_id
    union all
    select bridge_case_order.order_id, orders.kind, bridge_case_order.order_id, 'case', bridge_case_order.case_id,
        bridge_case_order.rule, cast(bridge_case_order.confidence * 100 as integer), bridge_case_order.gap,
    from bridge_case_order
    inner join orders on bridge_case_order.order_id = orders.order_id
),
ties as (
    select
        order_ties.* replace (coalesce(order_ties.gap, contradicted.gap) as gap),
        'order' as thread_kind, orders.region, orders.channel,
    from order_ties
    inner join orders on order_ties.thread_id = orders.order_id
    left join contradicted
        on
            order_ties.thread_id = contradicted.order_id
            and order_ties.to_kind = contradicted.kind
            and order_ties.to_id = contradicted.document_id
    union all by name
    select
        opportunity_threads.thread_id, 'campaign' as from_kind, fct_opportunity.campaign_id as from_id,
        'opportunity' as to_kind, fct_opportunity.opportunity_id as to_id, 'explicit_ref' as rule, 100 as percent,
        cast(null as varchar) as gap, opportunity_threads.thread_kind, opportunity_threads.region, opportunity_threads.channel,
    from opportunity_threads
    inner join fct_opportunity on opportunity_threads.opportunity_id = fct_opportunity.opportunity_id
    where fct_opportunity.campaign_id is not null
    union all by name
    select
        opportunity_threads.thread_id, 'lead' as from_kind, fct_lead.lead_id as from_id, 'opportunity' as to_kind,
        opportunity_threads.opportunity_id as to_id, 'explicit_ref' as rule, 100 as percent, cast(null as varchar) as gap,
        opportunity_threads.thread_kind, opportunity_threads.region, opportunity_threads.channel,
    from opportunity_threads
    inner join fct_lead on opportunity_threads.opportunity_id = fct_lead.opportunity_id
    union all by name
    select
        coalesce(opportunity_threads.thread_id, fct_lead.lead_id) as thread_id, 'campaign' as from_kind,
        fct_lead.campaign_id as from_id, 'lead' as to_kind, fct_lead.lead_id as to_id, 'explicit_ref' as rule, 100 as percent,
        cast(null as varchar) as gap, coalesce(opportunity_threads.thread_kind, 'lead') as thread_kind,
        case when opportunity_threads.thread_id is null then fct_lead.region else opportunity_threads.region end as region,
        case when opportunity_threads.thread_id is null then fct_lead.channel else opportunity_threads.channel end as channel,
    from fct_lead
    left join opportunity_threads on fct_lead.opportunity_id = opportunity_threads.opportunity_id
    where fct_lead.campaign_id is not null
    union all by name
    select
        fct_lead.lead_id as thread_id, 'lead' as from_kind, fct_lead.lead_id as from_id, 'opportunity' as to_kind,
        cast(null as varchar) as to_id, 'missing' as rule, 0 as percent, 'no_opportunity_yet' as gap, 'lead' as thread_kind,
        fct_lead.region, fct_lead.channel,
    from fct_lead
    anti join fct_opportunity on fct_lead.opportunity_id = fct_opportunity.opportunity_id
    where not fct_lead.is_closed
    union all by name
    select
        unordered.opportunity_id as thread_id, 'opportunity' as from_kind, unordered.opportunity_id as from_id,
        'order' as to_kind, cast(null as varchar) as to_id, 'missing' as rule, 0 as percent,
        case
            when not unordered.is_won then 'no_order_yet'
            when unordered.closed_on < config.as_of - 45 then 'won_without_order'
            else 'won_no_order_yet'
        end as gap,
        'opportunity' as thread_kind, unordered.region, unordered.channel,
    from unordered
    cross join config
    where unordered.is_won or not unordered.is_closed
),
final as (
    select
        thread_id, thread_kind, from_kind, from_id, to_kind, to_id, rule,
        cast(percent / 100 as decimal(3, 2)) as confidence, gap, region, channel,
    from ties
)
select * from final
