with
opportunities as (select * from fct_opportunity),
states as (
    select *
    from fct_opportunity_stage
    qualify row_number() over (
        partition by opportunity_id, changed_on
        order by changed_at desc, is_closed desc, probability desc, stage, amount_base desc, _source_key desc
    ) = 1
),
unrecorded as (
    select opportunities.*
    from opportunities
    anti join states on opportunities.opportunity_id = states.opportunity_id
),
phases as (
    select
        opportunity_id,
        changed_on as from_on,
        lead(changed_on) over (partition by opportunity_id order by changed_on) as to_on,
        stage,
        customer_no,
        region,
        channel,
        case when is_closed then 0 else coalesce(amount_base, 0) end as value_base,
        probability,
        _source,
        _source_key,
        _batch,
        _line,
    from states
    union all
    select
        opportunity_id, created_on, closed_on, case when not is_closed then stage end, customer_no, region, channel,
        coalesce(amount_base, 0), case when not is_closed then probability end, _source, _source_key, _batch, _line,
    from unrecorded
    where created_on is not null
),
valued as (
    select
        *,
        cast(value_base as decimal(18, 4)) as delta_base,
        cast(round(value_base * coalesce(probability, 0), 4) as decimal(18, 4)) as weighted_delta_base,
    from phases
    where value_base <> 0
),
final as (
    select
        from_on as date_on, 'enters' as kind, opportunity_id, stage, customer_no, region, channel,
        cast(null as varchar) as category, probability, delta_base, weighted_delta_base, _source, _source_key, _batch,
        _line,
    from valued
    union all
    select
        to_on, 'leaves', opportunity_id, stage, customer_no, region, channel,
        cast(null as varchar), probability, -delta_base, -weighted_delta_base, _source, _source_key, _batch, _line,
    from valued
    where to_on is not null
)
select * from final
