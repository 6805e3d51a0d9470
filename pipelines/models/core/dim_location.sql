with
final as (
    select
        concat(_source, '|', source_key) as location_id,
        code,
        name,
        kind,
        _source || '|' || parent_key as parent_id,
        _source,
        source_key as _source_key,
        _batch,
        _line,
    from int_location
)
select * from final
