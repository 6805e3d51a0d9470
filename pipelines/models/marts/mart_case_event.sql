with
cases as (select * from fct_case),
events as (
    select opened_on as date_on, 'opened' as kind, 1 as delta_open, cases.* from cases
    union all
    select greatest(closed_on, opened_on), 'closed', -1, cases.* from cases where closed_on is not null
),
final as (
    select
        date_on,
        kind,
        case_id,
        customer_no,
        region,
        channel,
        category,
        delta_open,
        _source,
        _source_key,
        _batch,
        _line,
    from events
)
select * from final
