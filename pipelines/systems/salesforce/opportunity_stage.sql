with
states as (select * from opportunity_history),
final as (
    select
        states.id as source_key,
        states.opportunity_id as opportunity_key,
        cast(timezone(config.time_zone, timezone('UTC', states.created_at)) as date) as changed_on,
        states.created_at as changed_at,
        states.stage_name as stage,
        states.amount,
        states.currency,
        states.probability / 100 as probability,
        states.close_date as close_on,
        states.stage_name in ('Closed Won', 'Closed Lost') as is_closed,
        states.stage_name = 'Closed Won' as is_won,
        states._cursor as _modified_at,
        states._batch,
        states._line,
    from states
    cross join config
)
select * from final
