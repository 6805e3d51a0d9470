with facts as (
  select * from fct_sales_order_line where status in ('confirmed', 'done') and is_cancelled is not true
)
select
  date_trunc('month', ordered_on)::date as date_on,
  region,
  channel,
  category,
  sum(amount_base)::decimal(18, 4) as amount_base,
from facts
where ordered_on is not null
group by 1, 2, 3, 4
