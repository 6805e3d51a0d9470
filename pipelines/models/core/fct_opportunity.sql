with
opportunities as (
    select
        int_opportunity.*,
        coalesce(dim_customer.customer_no, 0) as customer_no,
        dim_customer.region,
        dim_customer.channel,
        rates.rate,
    from int_opportunity
    cross join config
    left join dim_customer
        on
            concat(int_opportunity._source, '|', int_opportunity.customer_key) = dim_customer.customer_id
            and coalesce(int_opportunity.closed_on, config.as_of) >= dim_customer.valid_from
            and coalesce(int_opportunity.closed_on, config.as_of) < dim_customer.valid_to
    left join dim_currency_rate as rates
        on
            upper(trim(int_opportunity.currency)) = rates.currency
            and coalesce(int_opportunity.closed_on, config.as_of) = rates.date_on
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
