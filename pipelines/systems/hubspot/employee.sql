-- Exports name owners and say nothing else of them: whoever owns a record is a person of the portal.
with
owners as (
    select owner as name, _cursor, _batch, _line
    from company
    union all
    select owner as name, _cursor, _batch, _line
    from contact
    union all
    select owner as name, _cursor, _batch, _line
    from deal
),
final as (
    select
        name as source_key,
        name,
        max(_cursor) as _modified_at,
        arg_max(_batch, (_cursor, _batch, _line)) as _batch,
        arg_max(_line, (_cursor, _batch, _line)) as _line,
    from owners
    where trim(name) <> ''
    group by name
)
select * from final
