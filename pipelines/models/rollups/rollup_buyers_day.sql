with facts as (
  select * from fct_sales_order_line where status in ('confirmed', 'done') and is_cancelled is not true and customer_no <> 0
)
select distinct
  ordered_on as date_on,
  region,
  channel,
  customer_no,
from facts
where ordered_on is not null
