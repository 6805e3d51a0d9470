with facts as (
  select * from fct_sales_order_line where status in ('confirmed', 'done') and is_cancelled is not true
)
select
  ordered_on as date_on,
  region,
  channel,
  sum(amount_base)::decimal(18, 4) as amount_base,
  count(distinct order_id)::integer as orders,
from facts
where ordered_on is not null
group by 1, 2, 3
