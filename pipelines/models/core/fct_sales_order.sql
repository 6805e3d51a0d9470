with
channel_aliases as (select lower(trim(alias)) as alias, min(channel) as channel from ref_channels group by 1),
line_totals as (
    select
        order_id,
        cast(count(*) as integer) as line_count,
        cast(sum(amount) filter (where not is_cancelled) as decimal(18, 4)) as amount,
        cast(sum(amount_base) filter (where not is_cancelled) as decimal(18, 4)) as amount_base,
        min(promised_on) filter (where not is_cancelled) as first_promised_on,
        max(promised_on) filter (where not is_cancelled) as last_promised_on,
    from fct_sales_order_line
    group by order_id
),
final as (
    select
        concat(int_sales_order._source, '|', int_sales_order.source_key) as order_id,
        int_sales_order.number,
        nullif(trim(int_sales_order.customer_po), '') as customer_po,
        nullif(trim(int_sales_order.opportunity_ref), '') as opportunity_ref,
        int_sales_order.ordered_on,
        int_sales_order.requested_on,
        coalesce(int_sales_order.promised_on, line_totals.last_promised_on) as promised_on,
        line_totals.first_promised_on,
        coalesce(dim_customer.customer_no, 0) as customer_no,
        coalesce(dim_customer.customer_id, 'unknown') as customer_id,
        dim_customer.region,
        coalesce(
            channel_aliases.channel, nullif(trim(int_sales_order.channel), ''), dim_customer.channel
        ) as channel,
        int_sales_order._source || '|' || int_sales_order.salesperson_key as salesperson_id,
        upper(trim(int_sales_order.currency)) as currency,
        coalesce(line_totals.line_count, 0) as line_count,
        line_totals.amount,
        line_totals.amount_base,
        int_sales_order.status,
        int_sales_order.status in ('confirmed', 'done') as is_booked,
        int_sales_order._source,
        int_sales_order.source_key as _source_key,
        int_sales_order._batch,
        int_sales_order._line,
    from int_sales_order
    left join line_totals
        on concat(int_sales_order._source, '|', int_sales_order.source_key) = line_totals.order_id
    left join dim_customer
        on
            concat(int_sales_order._source, '|', int_sales_order.customer_key) = dim_customer.customer_id
            and int_sales_order.ordered_on >= dim_customer.valid_from
            and int_sales_order.ordered_on < dim_customer.valid_to
    left join channel_aliases on lower(trim(int_sales_order.channel)) = channel_aliases.alias
)
select * from final
