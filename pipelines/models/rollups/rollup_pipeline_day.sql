with facts as (
  select * from mart_pipeline_event
)
select
  date_on,
  region,
  channel,
  stage,
  sum(delta_base)::decimal(18, 4) as delta_base,
  sum(weighted_delta_base)::decimal(18, 4) as weighted_delta_base,
from facts
where date_on is not null
group by 1, 2, 3, 4
