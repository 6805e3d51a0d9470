with facts as (
  select * from fct_opportunity where is_closed
)
select
  closed_on as date_on,
  region,
  channel,
  count(*)::integer as closed,
  count_if(is_won)::integer as won,
from facts
where closed_on is not null
group by 1, 2, 3
