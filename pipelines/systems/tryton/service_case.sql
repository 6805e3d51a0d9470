with
final as (
    select
        complaints.id as source_key,
        complaints.number,
        complaints.customer as customer_key,
        complaints.description as subject,
        complaints.state as status,
        complaints.kind as reason,
        coalesce(complaints.date, cast(timezone(config.time_zone, timezone('UTC', complaints.created_at)) as date)) as opened_on,
        case when complaints.state in ('done', 'rejected', 'cancelled') then cast(timezone(config.time_zone, timezone('UTC', complaints.changed_at)) as date) end as closed_on,
        complaints._cursor as _modified_at,
        complaints._batch,
        complaints._line,
    from sale_complaint as complaints
    cross join config
    where complaints.id in (select id from sale_complaint_ids)
)
select * from final
