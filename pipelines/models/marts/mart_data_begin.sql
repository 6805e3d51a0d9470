with
orders as (select * from fct_sales_order_line where is_booked),
shipments as (select * from fct_shipment_line where status = 'done'),
moves as (select * from fct_stock_move where status = 'done'),
dated as (
    select 'order' as fact, _source, ordered_on as day, count(*) as n from orders group by all
    union all
    select 'shipment', _source, shipped_on, count(*) from shipments group by all
    union all
    select 'invoice', _source, issued_on, count(*) from fct_invoice_line group by all
    union all
    select 'receivable', _source, issued_on, count(*) from fct_invoice group by all
    union all
    select 'receivable', _source, paid_on, count(*) from fct_payment group by all
    union all
    select 'opportunity', _source, least(created_on, closed_on), count(*) from fct_opportunity group by all
    union all
    select 'opportunity', _source, changed_on, count(*) from fct_opportunity_stage group by all
    union all
    select 'case', _source, opened_on, count(*) from fct_case group by all
    union all
    select 'stock', _source, moved_on, count(*) from moves group by all
),
days as (
    select
        _source,
        day,
        sum(n) as n,
    from dated
    where day is not null
    group by _source, day
),
spread as (
    select
        _source,
        day,
        sum(n) over (partition by _source order by day) / sum(n) over (partition by _source) as share_so_far,
        lead(day) over (partition by _source order by day) as next_day,
    from days
),
sources as (
    select
        _source,
        -- Up to one row in fifty before more than a year of silence is a slip or an heirloom.
        coalesce(
            max(next_day) filter (where share_so_far <= 0.02 and next_day > day + interval 1 year),
            min(day)
        ) as begins_on,
    from spread
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
