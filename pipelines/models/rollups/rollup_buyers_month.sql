with facts as (
  select * from fct_sales_order_line where status in ('confirmed', 'done') and is_cancelled is not true and customer_no <> 0
)
select
  date_trunc('month', ordered_on)::date as date_on,
  region,
  channel,
  bitstring_agg(customer_no) as buyers,
from facts
where ordered_on is not null
group by 1, 2, 3
