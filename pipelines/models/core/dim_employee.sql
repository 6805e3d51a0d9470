with
final as (
    select
        concat(_source, '|', source_key) as employee_id,
        name,
        email,
        role,
        region,
        is_active,
        _source,
        source_key as _source_key,
        _batch,
        _line,
    from int_employee
)
select * from final
