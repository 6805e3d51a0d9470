with
opportunities as (
    select
        _source,
        min(created_on) as created_from,
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
final as (
    select
        opportunities._source as source,
        case
            when opportunities.created_from < coalesce(recorded.recorded_from, config.as_of)
                then least(coalesce(recorded.recorded_from, config.as_of), config.as_of)
        end as known_from,
    from opportunities
    cross join config
    left join recorded on opportunities._source = recorded._source
)
select * from final
