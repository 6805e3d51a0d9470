with
orders as (select * from fct_sales_order_line where is_booked),
shipments as (select * from fct_shipment_line where status = 'done'),
moves as (select * from fct_stock_move where status = 'done'),
dated as (
    select 'order' as fact, _source, min(ordered_on) as first_on from orders group by _source
    union all
    select 'shipment', _source, min(shipped_on) from shipments group by _source
    union all
    select 'invoice', _source, min(issued_on) from fct_invoice_line group by _source
    union all
    select 'receivable', _source, min(issued_on) from fct_invoice group by _source
    union all
    select 'receivable', _source, min(paid_on) from fct_payment group by _source
    union all
    select 'opportunity', _source, min(least(created_on, closed_on)) from fct_opportunity group by _source
    union all
    select 'opportunity', _source, min(changed_on) from fct_opportunity_stage group by _source
    union all
    select 'case', _source, min(opened_on) from fct_case group by _source
    union all
    select 'stock', _source, min(moved_on) from moves group by _source
),
sources as (
    select
        _source,
        min(first_on) as begins_on,
    from dated
    group by _source
),
facts as (
    select
        dated.fact,
        min(sources.begins_on) as known_from,
    from dated
    inner join sources on dated._source = sources._source
    group by dated.fact
),
final as (
    select
        fact,
        known_from,
    from facts
    where known_from is not null
    union all
    select
        'customer_event',
        cast(facts.known_from + config.lost_after_days as date),
    from facts
    cross join config
    where facts.fact = 'order' and facts.known_from is not null
)
select * from final
