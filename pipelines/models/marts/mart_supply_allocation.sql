with
open_lines as (
    select
        order_line_id as demand_id, 'order_line' as kind, order_id, product_no, region, channel,
        quantity - qty_shipped as quantity,
        coalesce(promised_on, requested_on, ordered_on) as promised_on,
        ordered_on,
    from fct_sales_order_line
    where status = 'confirmed' and quantity > qty_shipped and product_no <> 0 and is_service is not true
),
components as (
    select
        fct_work_order.work_order_id || '|' || bridge_bom.component_product_no as demand_id,
        bridge_bom.component_product_no as product_no,
        min(fct_work_order.planned_start_on) as promised_on,
        sum(
            round(
                cast(mart_supply_expected.quantity as double) * bridge_bom.quantity * (1 + bridge_bom.scrap_pct / 100), 4
            )
        ) as quantity,
    from mart_supply_expected
    inner join fct_work_order on mart_supply_expected.supply_id = fct_work_order.work_order_id
    cross join config
    inner join bridge_bom
        on
            fct_work_order.product_no = bridge_bom.parent_product_no
            and coalesce(fct_work_order.planned_start_on, config.as_of) >= bridge_bom.valid_from
            and coalesce(fct_work_order.planned_start_on, config.as_of) < bridge_bom.valid_to
    where mart_supply_expected.kind = 'work_order'
        and fct_work_order.status in ('planned', 'released')
        and bridge_bom.component_product_no <> 0
    group by fct_work_order.work_order_id, bridge_bom.component_product_no
),
demands as (
    select * from open_lines
    union all by name
    select
        demand_id, 'component' as kind, product_no, cast(quantity as decimal(18, 4)) as quantity,
        coalesce(promised_on, (select as_of from config)) as promised_on, promised_on as ordered_on,
    from components
    where quantity > 0
),
queued as (
    select
        demands.*,
        sum(quantity) over (
            partition by product_no
            order by promised_on, ordered_on, demand_id
            rows between unbounded preceding and current row
        ) as taken_to,
    from demands
),
supply as (
    select
        product_no, supply_id, kind, number, expected_on, days_late,
        sum(quantity) over (
            partition by product_no
            order by expected_on, kind = 'stock' desc, supply_id
            rows between unbounded preceding and current row
        ) as given_to,
    from mart_supply_expected
    where quantity > 0
),
supply_totals as (
    select
        product_no,
        sum(quantity) as quantity,
        coalesce(sum(quantity) filter (where kind = 'stock'), 0) as on_hand,
        max(expected_on) as last_on,
    from mart_supply_expected
    where quantity > 0
    group by product_no
),
lead_times as (
    select product_no, nullif(max(lead_time_days), 0) as lead_time_days
    from dim_product
    where is_current and product_no <> 0
    group by product_no
),
covered as (
    select
        queued.*,
        supply.supply_id,
        supply.kind as supply_kind,
        supply.number as supply_number,
        supply.days_late as supply_days_late,
        supply.expected_on as supply_on,
    from queued
    asof left join supply on queued.product_no = supply.product_no and queued.taken_to <= supply.given_to
),
final as (
    select
        covered.demand_id,
        covered.kind,
        covered.order_id,
        covered.product_no,
        covered.region,
        covered.channel,
        cast(covered.quantity as decimal(18, 4)) as quantity,
        covered.promised_on,
        greatest(covered.promised_on, config.as_of) as due_on,
        cast(covered.taken_to - covered.quantity as decimal(18, 4)) as taken_from,
        cast(covered.taken_to as decimal(18, 4)) as taken_to,
        cast(
            greatest(
                least(covered.taken_to, coalesce(supply_totals.on_hand, 0)) - (covered.taken_to - covered.quantity), 0
            ) as decimal(18, 4)
        ) as from_stock,
        cast(
            greatest(
                least(covered.taken_to, coalesce(supply_totals.quantity, 0)) - (covered.taken_to - covered.quantity), 0
            ) as decimal(18, 4)
        ) as covered,
        covered.supply_id,
        coalesce(covered.supply_kind, 'none') as supply_kind,
        covered.supply_number,
        coalesce(covered.supply_days_late, 0) as supply_days_late,
        coalesce(
            covered.supply_on,
            greatest(config.as_of + cast(lead_times.lead_time_days as integer), supply_totals.last_on)
        ) as available_on,
    from covered
    cross join config
    left join supply_totals on covered.product_no = supply_totals.product_no
    left join lead_times on covered.product_no = lead_times.product_no
)
select * from final
