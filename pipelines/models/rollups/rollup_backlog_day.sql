with facts as (
  select * from mart_backlog_event
)
select
  date_on,
  region,
  channel,
  sum(delta_base) as delta_base,
from facts
where date_on is not null
group by 1, 2, 3
