with
final as (
    select
        id as source_key,
        number,
        product as product_key,
        quantity as quantity_planned,
        case when state = 'done' then quantity else 0 end as quantity_done,
        planned_start_date as planned_start_on,
        planned_date as planned_end_on,
        effective_start_date as started_on,
        effective_date as finished_on,
        case state
            when 'running' then 'started'
            when 'done' then 'done'
            when 'cancelled' then 'cancelled'
            when 'assigned' then 'released'
            else 'planned'
        end as status,
        origin as order_ref,
        _cursor as _modified_at,
        _batch,
        _line,
    from production
    where product is not null and quantity is not null and id in (select id from production_ids)
)
select * from final
