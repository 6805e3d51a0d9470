with
channel_aliases as (select lower(trim(alias)) as alias, min(channel) as channel from ref_channels group by 1),
line_totals as (
    select
        order_id,
        cast(count(*) as integer) as line_count,
        cast(sum(amount) filter (where not is_cancelled) as decimal(18, 4)) as amount,
        cast(sum(amount_base) filter (where not is_cancelled) as decimal(18, 4)) as amount_base,
        sum(amount) as amount_of_all,
        bool_and(amount % 1 = 0) as is_whole,
        min(promised_on) filter (where not is_cancelled) as first_promised_on,
        max(promised_on) filter (where not is_cancelled) as last_promised_on,
    from fct_sales_order_line
    group by order_id
),
orders as (
    select
        int_sales_order.*,
        concat(int_sales_order._source, '|', int_sales_order.source_key) as order_id,
        upper(trim(int_sales_order.currency)) as document_currency,
        coalesce(line_totals.line_count, 0) as line_count,
        line_totals.amount,
        line_totals.amount_base,
        line_totals.first_promised_on,
        line_totals.last_promised_on,
        cast(int_sales_order.total - coalesce(line_totals.amount_of_all, 0) as decimal(18, 4)) as shortfall,
        greatest(
            0.05,
            (line_totals.line_count + 1) * case when line_totals.is_whole and int_sales_order.total % 1 = 0 then 0.5 else 0.005 end
        ) as rounding,
    from int_sales_order
    left join line_totals
        on concat(int_sales_order._source, '|', int_sales_order.source_key) = line_totals.order_id
),
judged as (
    select
        *,
        status in ('confirmed', 'done') as is_booked,
        case
            when status = 'cancelled' then false
            when line_count > 0 then coalesce(shortfall > rounding, false)
            when total is null then status in ('confirmed', 'done')
            else total <> 0
        end as is_incomplete,
    from orders
),
final as (
    select
        judged.order_id,
        judged.number,
        nullif(trim(judged.customer_po), '') as customer_po,
        nullif(trim(judged.opportunity_ref), '') as opportunity_ref,
        judged.ordered_on,
        judged.requested_on,
        coalesce(judged.promised_on, judged.last_promised_on) as promised_on,
        judged.first_promised_on,
        coalesce(dim_customer.customer_no, 0) as customer_no,
        coalesce(dim_customer.customer_id, 'unknown') as customer_id,
        dim_customer.region,
        coalesce(channel_aliases.channel, nullif(trim(judged.channel), ''), dim_customer.channel) as channel,
        judged._source || '|' || judged.salesperson_key as salesperson_id,
        judged.document_currency as currency,
        judged.line_count,
        judged.amount,
        judged.amount_base,
        judged.total as stated_amount,
        judged.is_incomplete,
        case when judged.is_incomplete then judged.shortfall end as missing_amount,
        cast(
            case when judged.is_incomplete then round(judged.shortfall * dim_currency_rate.rate, 4) end as decimal(18, 4)
        ) as missing_base,
        judged.status,
        judged.is_booked,
        cast(timezone(config.time_zone, timezone('UTC', judged._modified_at)) as date) as changed_on,
        judged._source,
        judged.source_key as _source_key,
        judged._batch,
        judged._line,
    from judged
    cross join config
    left join dim_customer
        on
            concat(judged._source, '|', judged.customer_key) = dim_customer.customer_id
            and judged.ordered_on >= dim_customer.valid_from
            and judged.ordered_on < dim_customer.valid_to
    left join dim_currency_rate
        on judged.document_currency = dim_currency_rate.currency and judged.ordered_on = dim_currency_rate.date_on
    left join channel_aliases on lower(trim(judged.channel)) = channel_aliases.alias
)
select * from final
