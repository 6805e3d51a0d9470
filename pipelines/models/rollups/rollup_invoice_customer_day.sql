with facts as (
  select * from fct_invoice_line
)
select
  issued_on as date_on,
  region,
  channel,
  customer_no,
  sum(amount_base)::decimal(18, 4) as amount_base,
  sum(cost_base)::decimal(18, 4) as cost_base,
  sum(margin_base)::decimal(18, 4) as margin_base,
from facts
where issued_on is not null
group by 1, 2, 3, 4
