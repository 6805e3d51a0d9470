with
items as (select * from opportunity_line_item),
opportunities as (select id, currency from opportunity),
final as (
    select
        items.id as source_key,
        items.opportunity_id as opportunity_key,
        items.product_code,
        items.quantity,
        items.unit_price,
        coalesce(items.total_price, items.quantity * items.unit_price) as amount,
        opportunities.currency,
        items._cursor as _modified_at,
        items._batch,
        items._line,
    from items
    left join opportunities on items.opportunity_id = opportunities.id
)
select * from final
