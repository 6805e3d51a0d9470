with
buying_days as (
    select customer_no, ordered_on, min(customer_key) as customer_key
    from fct_sales_order_line
    where is_booked and customer_no <> 0
    group by customer_no, ordered_on
),
neighbours as (
    select
        customer_no,
        customer_key,
        ordered_on,
        lag(ordered_on) over (partition by customer_no order by ordered_on) as previous_on,
        lead(ordered_on) over (partition by customer_no order by ordered_on) as next_on,
    from buying_days
),
judged as (
    select
        neighbours.*,
        cast(neighbours.ordered_on + config.lost_after_days as date) as lost_on,
        config.lost_after_days,
        config.as_of,
    from neighbours
    cross join config
),
events as (
    select ordered_on as date_on, 'new' as kind, customer_no, customer_key from judged where previous_on is null
    union all
    select ordered_on, 'returned', customer_no, customer_key from judged where ordered_on - previous_on > lost_after_days
    union all
    select lost_on, 'lost', customer_no, customer_key
    from judged
    where lost_on <= as_of and (next_on is null or next_on > lost_on)
),
final as (
    select
        events.date_on,
        events.kind,
        events.customer_no,
        dim_customer.region,
        dim_customer.channel,
        cast(null as varchar) as category,
        1 as delta,
        dim_customer._source,
        dim_customer._source_key,
        dim_customer._batch,
        dim_customer._line,
    from events
    inner join dim_customer as ordering on events.customer_key = ordering.customer_key
    inner join dim_customer
        on
            ordering.customer_id = dim_customer.customer_id
            and events.date_on >= dim_customer.valid_from
            and events.date_on < dim_customer.valid_to
)
select * from final
