with
productions as (select * from mrp_production),
final as (
    select
        productions.id as source_key,
        productions.name as number,
        productions.product_id as product_key,
        productions.product_qty as quantity_planned,
        coalesce(productions.qty_produced, 0) as quantity_done,
        coalesce(productions.qty_scrapped, 0) as quantity_scrap,
        cast(timezone(config.time_zone, timezone('UTC', productions.date_planned_start)) as date) as planned_start_on,
        cast(timezone(config.time_zone, timezone('UTC', productions.date_planned_finished)) as date) as planned_end_on,
        cast(timezone(config.time_zone, timezone('UTC', productions.date_start)) as date) as started_on,
        cast(timezone(config.time_zone, timezone('UTC', productions.date_finished)) as date) as finished_on,
        case productions.state
            when 'draft' then 'planned'
            when 'confirmed' then 'released'
            when 'progress' then 'started'
            when 'done' then 'done'
            when 'cancel' then 'cancelled'
        end as status,
        productions.origin as order_ref,
        productions._cursor as _modified_at,
        productions._batch,
        productions._line,
    from productions
    cross join config
)
select * from final
