with
stocked as (
    select product_no, sum(on_hand) as quantity
    from fct_stock_snapshot
    where date_on = (select as_of from config)
    group by product_no
),
counted as (
    select dim_product.product_no, sum(int_stock_on_hand.quantity) as quantity
    from int_stock_on_hand
    inner join dim_product
        on
            concat(int_stock_on_hand._source, '|', int_stock_on_hand.product_key) = dim_product.product_id
            and dim_product.is_current
    group by dim_product.product_no
),
on_hand as (
    select product_no, quantity from stocked
    union all
    select counted.product_no, counted.quantity
    from counted
    anti join stocked on counted.product_no = stocked.product_no
),
arrivals as (
    select 'purchase' as kind, date_diff('day', promised_on, received_on) as late
    from fct_purchase_order_line
    cross join config
    where status <> 'cancelled' and quantity_received >= quantity
        and received_on > config.as_of - interval 1 year and received_on <= config.as_of and promised_on is not null
    union all
    select 'work_order', date_diff('day', planned_end_on, finished_on)
    from fct_work_order
    cross join config
    where status = 'done'
        and finished_on > config.as_of - interval 1 year and finished_on <= config.as_of and planned_end_on is not null
),
arrival_counts as (select kind, late, count(*) as n from arrivals group by kind, late),
open_supply as (
    select
        purchase_order_line_id as supply_id, 'purchase' as kind, order_number as number, product_no,
        cast(null as varchar) as order_ref, status, quantity - coalesce(quantity_received, 0) as quantity,
        promised_on, _source, _source_key, _batch, _line,
    from fct_purchase_order_line
    where status not in ('draft', 'done', 'cancelled') and quantity > coalesce(quantity_received, 0)
    union all
    select
        work_order_id, 'work_order', number, product_no, order_ref, status,
        quantity_planned - coalesce(quantity_done, 0) - coalesce(quantity_scrap, 0),
        planned_end_on, _source, _source_key, _batch, _line,
    from fct_work_order
    where status not in ('done', 'cancelled')
        and quantity_planned > coalesce(quantity_done, 0) + coalesce(quantity_scrap, 0)
),
dated as (
    select
        open_supply.*,
        config.as_of,
        dim_product.lead_time_days,
        greatest(date_diff('day', open_supply.promised_on, config.as_of), 0) as late_already,
        coalesce(open_supply.promised_on <= config.as_of, true) as is_overdue,
    from open_supply
    cross join config
    left join dim_product on open_supply.product_no = dim_product.product_no and dim_product.is_current
    where open_supply.product_no <> 0
    qualify row_number() over (partition by open_supply.supply_id order by dim_product.product_id) = 1
),
overdue_days as (select distinct kind, late_already from dated where is_overdue and promised_on is not null),
later_arrivals as (
    select
        overdue_days.kind,
        overdue_days.late_already,
        arrival_counts.late - overdue_days.late_already as further,
        sum(arrival_counts.n) over (
            partition by overdue_days.kind, overdue_days.late_already order by arrival_counts.late
        ) as up_to,
        sum(arrival_counts.n) over (partition by overdue_days.kind, overdue_days.late_already) as n,
    from overdue_days
    inner join arrival_counts
        on overdue_days.kind = arrival_counts.kind and overdue_days.late_already < arrival_counts.late
),
further_delays as (
    select kind, late_already, min(further) as further
    from later_arrivals
    where n >= 5 and up_to * 2 >= n
    group by kind, late_already
),
expected as (
    select
        dated.*,
        case
            when not dated.is_overdue then 'promised'
            when further_delays.further is not null then 'further_delay'
            else 'lead_time'
        end as rule,
        case
            when not dated.is_overdue then dated.promised_on
            when further_delays.further is not null then dated.as_of + cast(further_delays.further as integer)
            else dated.as_of + coalesce(nullif(dated.lead_time_days, 0), 14)
        end as expected_on,
    from dated
    left join further_delays
        on dated.kind = further_delays.kind and dated.late_already = further_delays.late_already
),
final as (
    select
        'stock|' || on_hand.product_no as supply_id,
        'stock' as kind,
        cast(null as varchar) as number,
        on_hand.product_no,
        cast(null as varchar) as region,
        cast(null as varchar) as channel,
        cast(null as varchar) as order_ref,
        cast(null as varchar) as status,
        cast(greatest(on_hand.quantity, 0) as decimal(18, 4)) as quantity,
        cast(null as date) as promised_on,
        config.as_of as expected_on,
        'on_hand' as rule,
        cast(0 as integer) as days_late,
        cast(null as varchar) as _source,
        cast(null as varchar) as _source_key,
        cast(null as varchar) as _batch,
        cast(null as bigint) as _line,
    from on_hand
    cross join config
    where on_hand.product_no <> 0
    union all
    select
        supply_id, kind, number, product_no, cast(null as varchar), cast(null as varchar), order_ref, status,
        cast(quantity as decimal(18, 4)), promised_on, cast(expected_on as date), rule,
        cast(greatest(coalesce(date_diff('day', promised_on, expected_on), 0), 0) as integer),
        _source, _source_key, _batch, _line,
    from expected
)
select * from final
