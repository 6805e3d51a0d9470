with facts as (
  select * from mart_customer_event
)
select
  date_on,
  region,
  channel,
  count_if(kind = 'new')::integer as new_customers,
  count_if(kind = 'lost')::integer as lost_customers,
from facts
where date_on is not null
group by 1, 2, 3
