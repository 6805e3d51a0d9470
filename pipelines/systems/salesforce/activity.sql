with
tasks as (select * from task),
opportunities as (select id from opportunity),
final as (
    select
        tasks.id as source_key,
        tasks.account_id as customer_key,
        tasks.who_id as contact_key,
        tasks.owner_id as owner_key,
        opportunities.id as opportunity_key,
        tasks.type as kind,
        tasks.subject,
        tasks.status,
        tasks.activity_date as occurred_on,
        tasks._cursor as _modified_at,
        tasks._batch,
        tasks._line,
    from tasks
    left join opportunities on tasks.what_id = opportunities.id
)
select * from final
