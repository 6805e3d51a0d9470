with
cases as (select * from "case"),
final as (
    select
        cases.id as source_key,
        cases.case_number as number,
        cases.account_id as customer_key,
        cases.contact_id as contact_key,
        cases.subject,
        cases.status,
        cases.priority,
        cases.reason,
        cases.product_code,
        cases.order_ref,
        cast(timezone(config.time_zone, timezone('UTC', cases.created_at)) as date) as opened_on,
        cast(timezone(config.time_zone, timezone('UTC', cases.first_response_at)) as date) as first_response_on,
        case when cases.is_closed then cast(timezone(config.time_zone, timezone('UTC', coalesce(cases.closed_at, cases.system_modstamp))) as date) end as closed_on,
        cases._cursor as _modified_at,
        cases._batch,
        cases._line,
    from cases
    cross join config
)
select * from final
