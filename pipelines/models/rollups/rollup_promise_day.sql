with facts as (
  select * from fct_sales_order_line where is_due
)
select
  promised_on as date_on,
  region,
  channel,
  count(*)::integer as due_lines,
  count_if(is_otif)::integer as otif_lines,
from facts
where promised_on is not null
group by 1, 2, 3
