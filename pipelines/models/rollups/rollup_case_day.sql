with facts as (
  select * from mart_case_event
)
select
  date_on,
  region,
  channel,
  sum(delta_open)::integer as delta_open,
from facts
where date_on is not null
group by 1, 2, 3
