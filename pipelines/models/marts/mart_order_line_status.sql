with
lines as (select * from fct_sales_order_line),
shipped as (
    select
        order_line_id,
        max(shipped_on) filter (where not is_return) as last_shipped_on,
        coalesce(sum(quantity) filter (where is_return), 0) as quantity_returned,
    from fct_shipment_line
    where status = 'done' and order_line_id is not null
    group by order_line_id
),
scheduled as (
    select fct_shipment_line.order_line_id, max(fct_shipment_line.planned_on) as scheduled_on
    from fct_shipment_line
    cross join config
    where
        fct_shipment_line.status = 'planned'
        and not fct_shipment_line.is_return
        and fct_shipment_line.planned_on >= config.as_of
        and fct_shipment_line.order_line_id is not null
    group by fct_shipment_line.order_line_id
),
invoiced as (
    select order_line_id, quantity_billed, quantity_credited, quantity_net, is_paid
    from mart_order_billing
    where order_line_id is not null
),
unpaid_customers as (
    select fct_invoice.customer_no
    from fct_invoice
    cross join config
    anti join mart_settled_invoice on fct_invoice.invoice_id = mart_settled_invoice.invoice_id
    where fct_invoice.status = 'overdue'
        and fct_invoice.customer_no <> 0
        and fct_invoice.due_on < config.as_of - 30
    group by fct_invoice.customer_no
),
own_work as (
    select
        regexp_replace(regexp_replace(upper(order_ref), '[^\p{L}\p{N}]', '', 'g'), '(^|\p{L})0+(\d)', '\1\2', 'g') as order_ref,
        product_no,
        _source,
        bool_or(status = 'started') as is_started,
    from mart_supply_expected
    where kind = 'work_order' and order_ref is not null
    group by 1, 2, 3
),
waiting as (
    select
        mart_supply_allocation.*,
        unpaid_customers.customer_no is not null as is_unpaid,
        own_work.order_ref is not null as has_own_work,
    from mart_supply_allocation
    inner join lines on mart_supply_allocation.demand_id = lines.order_line_id
    left join unpaid_customers on lines.customer_no = unpaid_customers.customer_no
    left join own_work
        on
            regexp_replace(regexp_replace(upper(lines.order_number), '[^\p{L}\p{N}]', '', 'g'), '(^|\p{L})0+(\d)', '\1\2', 'g') = own_work.order_ref
            and lines.product_no = own_work.product_no
            and lines._source = own_work._source
    where mart_supply_allocation.kind = 'order_line'
),
judged as (
    select
        lines.*,
        config.as_of,
        shipped.last_shipped_on,
        scheduled.scheduled_on,
        coalesce(invoiced.quantity_net, 0) as quantity_invoiced,
        coalesce(invoiced.quantity_billed, 0) as quantity_billed,
        coalesce(invoiced.quantity_credited, 0) > 0 and invoiced.quantity_net <= 0 as is_credited,
        coalesce(
            invoiced.quantity_billed > 0
            and invoiced.quantity_billed >= lines.qty_shipped - coalesce(shipped.quantity_returned, 0),
            false
        ) as is_invoiced,
        coalesce(invoiced.is_paid, false) as is_paid,
        coalesce(mart_order_balance.is_settled, false) as is_settled,
        case
            when lines.status <> 'confirmed' then 0
            when lines.is_service then greatest(lines.quantity - coalesce(invoiced.quantity_billed, 0), 0)
            else greatest(lines.quantity - lines.qty_shipped, 0)
        end as quantity_open,
        waiting.from_stock,
        waiting.covered,
        waiting.supply_kind,
        waiting.supply_number,
        waiting.supply_days_late,
        waiting.available_on,
        coalesce(waiting.is_unpaid, false) as is_unpaid,
        coalesce(waiting.has_own_work, false) as has_own_work,
        case
            when waiting.available_on is not null
                then greatest(waiting.available_on, scheduled.scheduled_on, lines.promised_on, config.as_of)
        end as expected_on,
    from lines
    cross join config
    left join shipped on lines.order_line_id = shipped.order_line_id
    left join scheduled on lines.order_line_id = scheduled.order_line_id
    left join invoiced on lines.order_line_id = invoiced.order_line_id
    left join mart_order_balance on lines.order_id = mart_order_balance.order_id
    left join waiting on lines.order_line_id = waiting.demand_id
),
opened as (select *, quantity_open > 0 as is_open from judged),
dated as (
    select
        *,
        case
            when is_cancelled or not is_booked or is_service then 0
            when is_open then
                greatest(date_diff('day', promised_on, greatest(coalesce(expected_on, as_of), as_of)), 0)
            else greatest(date_diff('day', promised_on, last_shipped_on), 0)
        end as days_behind,
        case
            when status <> 'done' then false
            when is_service then quantity > quantity_billed
            else quantity > qty_shipped and (qty_shipped > 0 or not is_invoiced)
        end as is_short_closed,
    from opened
),
final as (
    select
        order_line_id,
        order_id,
        order_number,
        line_no,
        customer_no,
        product_no,
        region,
        channel,
        category,
        case
            when is_cancelled then 'cancelled'
            when status in ('draft', 'quotation') then 'quoted'
            when not is_booked then 'unknown'
            when is_open and qty_shipped > 0 then 'partly_shipped'
            when is_open and (has_own_work or supply_kind = 'work_order') then 'in_production'
            when is_open and (is_service or supply_kind = 'stock') then 'confirmed'
            when is_open then 'waiting_for_goods'
            when is_invoiced and is_settled and is_credited then 'credited'
            when is_invoiced and (is_settled or is_paid) then 'paid'
            when is_invoiced then 'invoiced'
            when qty_shipped > 0 then 'shipped'
            else 'closed'
        end as state,
        is_open,
        coalesce(is_service, false) as is_service,
        is_short_closed,
        is_open and coalesce(days_behind, 0) > 0 as is_late,
        is_open and is_service is not true and coalesce(promised_on < as_of, false) as is_overdue,
        cast(coalesce(days_behind, 0) as integer) as days_late,
        case
            when not is_open then null
            when is_service or (coalesce(days_behind, 0) = 0 and expected_on is not null) then 'not_yet_due'
            when scheduled_on is not null and (supply_kind = 'stock' or available_on <= promised_on) then 'scheduled'
            when supply_kind = 'stock' and is_unpaid then 'payment_hold'
            when supply_kind = 'stock' then 'not_shipped'
            when supply_kind = 'purchase' and supply_days_late > 0 then 'supply_late'
            when supply_kind = 'work_order' and supply_days_late > 0 then 'production_late'
            else 'short_stock'
        end as cause,
        ordered_on,
        requested_on,
        promised_on,
        case when is_open then expected_on end as expected_on,
        available_on,
        case when is_open then scheduled_on end as scheduled_on,
        last_shipped_on,
        quantity,
        cast(qty_shipped as decimal(18, 4)) as quantity_shipped,
        cast(quantity_open as decimal(18, 4)) as quantity_open,
        cast(quantity_invoiced as decimal(18, 4)) as quantity_invoiced,
        cast(coalesce(from_stock, 0) as decimal(18, 4)) as quantity_from_stock,
        cast(coalesce(covered, 0) as decimal(18, 4)) as quantity_covered,
        coalesce(supply_kind, case when is_open then 'none' end) as supply_kind,
        supply_number,
        currency,
        amount,
        amount_base,
        _source,
        _source_key,
        _batch,
        _line,
    from dated
)
select * from final
