with
made_for as (
    select 'sale.line,' || sale_line.id as origin, sale_sale.number
    from sale_line
    inner join sale_sale on sale_line.sale = sale_sale.id
    union all
    select 'sale.sale,' || id, number
    from sale_sale
),
final as (
    select
        production.id as source_key,
        production.number,
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
        coalesce(made_for.number, production.origin) as order_ref,
        _cursor as _modified_at,
        _batch,
        _line,
    from production
    left join made_for on production.origin = made_for.origin
    where product is not null and quantity is not null and production.id in (select id from production_ids)
)
select * from final
