with
lines as (select * from mrp_bom_line),
final as (
    select
        lines.id as source_key,
        lines.product_id as parent_product_key,
        lines.component_id as component_product_key,
        lines.product_qty as quantity,
        lines.scrap_pct,
        lines.date_start as valid_from,
        lines.date_stop as valid_to,
        lines._cursor as _modified_at,
        lines._batch,
        lines._line,
    from lines
)
select * from final
