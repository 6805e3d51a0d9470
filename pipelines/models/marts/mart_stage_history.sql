with
opportunities as (
    select
        _source,
        min(created_on) as created_from,
        case when bool_and(is_closed is true and closed_on is not null) then max(closed_on) end as settled_from,
    from fct_opportunity
    group by _source
),
recorded as (
    select
        _source,
        min(changed_on) as recorded_from,
    from fct_opportunity_stage
    group by _source
),
known as (
    select
        opportunities._source as source,
        opportunities.created_from,
        least(recorded.recorded_from, opportunities.settled_from, config.as_of) as known_from,
    from opportunities
    cross join config
    left join recorded on opportunities._source = recorded._source
),
final as (
    select
        source,
        case when created_from < known_from then known_from end as known_from,
    from known
)
select * from final
