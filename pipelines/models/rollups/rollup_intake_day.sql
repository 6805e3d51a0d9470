with facts as (
  select * from fct_sales_order_line where status in ('confirmed', 'done') and is_cancelled is not true
)
select
  ordered_on as date_on,
  region,
  channel,
  sum(amount_base) as amount_base,
  count(distinct order_id) as orders,
from facts
where ordered_on is not null
group by 1, 2, 3
