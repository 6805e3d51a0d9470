with
states as (
    select
        _source,
        opportunity_key,
        max(changed_on) as changed_on,
    from int_opportunity_stage
    group by _source, opportunity_key
),
dated as (
    select
        int_opportunity.*,
        coalesce(int_opportunity.closed_on, states.changed_on, config.as_of) as valued_on,
    from int_opportunity
    cross join config
    left join states
        on int_opportunity._source = states._source and int_opportunity.source_key = states.opportunity_key
),
opportunities as (
    select
        dated.*,
        coalesce(dim_customer.customer_no, 0) as customer_no,
        dim_customer.region,
        dim_customer.channel,
        rates.rate,
    from dated
    left join dim_customer
        on
            concat(dated._source, '|', dated.customer_key) = dim_customer.customer_id
            and dated.valued_on >= dim_customer.valid_from
            and dated.valued_on < dim_customer.valid_to
    left join dim_currency_rate as rates
        on upper(trim(dated.currency)) = rates.currency and dated.valued_on = rates.date_on
),
final as (
    select
        concat(_source, '|', source_key) as opportunity_id,
        name,
        customer_no,
        region,
        channel,
        _source || '|' || owner_key as owner_id,
        _source || '|' || campaign_key as campaign_id,
        stage,
        upper(trim(currency)) as currency,
        amount,
        cast(round(amount * rate, 4) as decimal(18, 4)) as amount_base,
        probability,
        created_on,
        close_on,
        closed_on,
        coalesce(is_closed, false) as is_closed,
        coalesce(is_won, false) as is_won,
        forecast_category,
        order_ref,
        rate is null as is_rate_missing,
        _source,
        source_key as _source_key,
        _batch,
        _line,
    from opportunities
)
select * from final
