with
opportunities as (
    select
        _source,
        source_key,
        customer_key,
        currency,
    from int_opportunity
),
states as (
    select
        int_opportunity_stage.*,
        coalesce(int_opportunity_stage.currency, opportunities.currency) as document_currency,
        opportunities.customer_key,
    from int_opportunity_stage
    inner join opportunities
        on
            int_opportunity_stage.opportunity_key = opportunities.source_key
            and int_opportunity_stage._source = opportunities._source
),
final as (
    select
        concat(states._source, '|', states.source_key) as opportunity_stage_id,
        concat(states._source, '|', states.opportunity_key) as opportunity_id,
        states.changed_on,
        coalesce(states.changed_at, cast(states.changed_on as timestamp)) as changed_at,
        states.stage,
        cast(round(states.amount * rates.rate, 4) as decimal(18, 4)) as amount_base,
        states.probability,
        states.close_on,
        coalesce(states.is_closed, false) as is_closed,
        coalesce(states.is_won, false) as is_won,
        coalesce(dim_customer.customer_no, 0) as customer_no,
        dim_customer.region,
        dim_customer.channel,
        states._source,
        states.source_key as _source_key,
        states._batch,
        states._line,
    from states
    left join dim_customer
        on
            concat(states._source, '|', states.customer_key) = dim_customer.customer_id
            and states.changed_on >= dim_customer.valid_from
            and states.changed_on < dim_customer.valid_to
    left join dim_currency_rate as rates
        on upper(trim(states.document_currency)) = rates.currency and states.changed_on = rates.date_on
)
select * from final
