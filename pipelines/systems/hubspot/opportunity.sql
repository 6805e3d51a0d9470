with
deals as (
    select
        *,
        coalesce(is_closed_won, lower(trim(stage)) in ('closed won', 'closedwon')) as is_won,
        lower(trim(stage)) in ('closed lost', 'closedlost') or probability = 0 as is_lost,
    from deal
),
final as (
    select
        deals.record_id as source_key,
        deals.name,
        nullif(regexp_extract(coalesce(deals.company_id, deals.company_ids), '\d+'), '') as customer_key,
        deals.owner as owner_key,
        deals.stage,
        deals.amount,
        coalesce(deals.currency, config.base_currency) as currency,
        deals.probability,
        cast(coalesce(deals.close_date, deals.created_at) as date) as close_on,
        cast(deals.created_at as date) as created_on,
        case when deals.is_won or deals.is_lost then cast(coalesce(deals.close_date, deals.modified_at) as date) end as closed_on,
        coalesce(deals.is_won or deals.is_lost, false) as is_closed,
        deals.is_won,
        deals._cursor as _modified_at,
        deals._batch,
        deals._line,
    from deals
    cross join config
)
select * from final
