with
final as (
    select
        id as source_key,
        name,
        end_date is null as is_active,
        _cursor as _modified_at,
        _batch,
        _line,
    from company_employee
)
select * from final
