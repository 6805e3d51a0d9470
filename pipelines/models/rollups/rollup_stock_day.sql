with facts as (
  select * from fct_stock_snapshot
)
select
  date_on,
  region,
  channel,
  category,
  count_if(is_stock_out)::integer as stock_out_days,
from facts
where date_on is not null
group by 1, 2, 3, 4
