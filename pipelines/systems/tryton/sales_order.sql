with
promises as (
    select lines.sale, max(moves.planned_date) as promised_on
    from stock_move as moves
    inner join sale_line as lines on moves.origin = 'sale.line,' || lines.id
    where moves.state <> 'cancelled'
    group by lines.sale
),
final as (
    select
        orders.id as source_key,
        coalesce(orders.number, 'draft ' || orders.id) as number,
        orders.party as customer_key,
        coalesce(orders.sale_date, cast(timezone(config.time_zone, timezone('UTC', orders.created_at)) as date)) as ordered_on,
        promises.promised_on,
        case orders.state
            when 'draft' then 'draft'
            when 'quotation' then 'quotation'
            when 'done' then 'done'
            when 'cancelled' then 'cancelled'
            else 'confirmed'
        end as status,
        orders.currency,
        orders.employee as salesperson_key,
        case when orders.origin like 'sale.opportunity,%' then split_part(orders.origin, ',', 2) end as opportunity_ref,
        orders.reference as customer_po,
        orders.untaxed_amount as total,
        orders._cursor as _modified_at,
        orders._batch,
        orders._line,
    from sale_sale as orders
    left join promises on promises.sale = orders.id
    cross join config
    where orders.id in (select id from sale_sale_ids)
)
select * from final
