with
locations as (select * from stock_location),
final as (
    select
        locations.id as source_key,
        coalesce(locations.complete_name, locations.name) as code,
        locations.name,
        case when locations.usage = 'view' then 'internal' else locations.usage end as kind,
        locations.location_id as parent_key,
        locations._cursor as _modified_at,
        locations._batch,
        locations._line,
    from locations
)
select * from final
