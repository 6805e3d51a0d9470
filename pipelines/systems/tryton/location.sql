with
final as (
    select
        id as source_key,
        coalesce(code, name) as code,
        name,
        case kind
            when 'customer' then 'customer'
            when 'supplier' then 'supplier'
            when 'production' then 'production'
            when 'lost_found' then 'inventory'
            when 'drop' then 'transit'
            else 'internal'
        end as kind,
        parent as parent_key,
        _cursor as _modified_at,
        _batch,
        _line,
    from stock_location
)
select * from final
