with
bounds as (
    select min(ordered_on) as first_on, max(ordered_on) as last_on from int_sales_order
    union all
    select min(issued_on), max(issued_on) from int_invoice
    union all
    select min(paid_on), max(paid_on) from int_payment
    union all
    select min(moved_on), max(moved_on) from int_stock_move
    union all
    select min(ordered_on), max(ordered_on) from int_purchase_order_line
    union all
    select min(created_on), max(closed_on) from int_opportunity
    union all
    select min(changed_on), max(changed_on) from int_opportunity_stage
    union all
    select min(opened_on), max(closed_on) from int_service_case
    union all
    select min(valid_on), max(valid_on) from int_exchange_rate
),
limits as (
    select
        greatest(date '2000-01-01', least(min(bounds.first_on), any_value(config.as_of))) as first_on,
        least(date '2100-12-31', greatest(max(bounds.last_on), any_value(config.as_of))) as last_on,
        any_value(config.fiscal_first_month) as fiscal_first_month,
    from bounds
    cross join config
),
days as (
    select
        cast(unnest(generate_series(
            cast(make_date(year(first_on), 1, 1) as timestamp),
            cast(make_date(year(last_on) + 1, 12, 31) as timestamp),
            interval 1 day
        )) as date) as date_on,
        fiscal_first_month,
    from limits
),
final as (
    select
        date_on,
        cast(year(date_on) as integer) as year,
        cast(quarter(date_on) as integer) as quarter,
        cast(month(date_on) as integer) as month,
        cast(date_trunc('month', date_on) as date) as month_start,
        cast(isoyear(date_on) as integer) as iso_year,
        cast(week(date_on) as integer) as iso_week,
        cast(date_trunc('week', date_on) as date) as week_start,
        cast(isodow(date_on) as integer) as weekday,
        isodow(date_on) <= 5 as is_working_day,
        cast(
            year(date_on)
            + case when fiscal_first_month > 1 and month(date_on) >= fiscal_first_month then 1 else 0 end
            as integer
        ) as fiscal_year,
        cast((month(date_on) - fiscal_first_month + 12) % 12 // 3 + 1 as integer) as fiscal_quarter,
        cast((month(date_on) - fiscal_first_month + 12) % 12 + 1 as integer) as fiscal_month,
    from days
)
select * from final
