with
receivables as (select customer_no, sum(delta_base) as amount from mart_receivable_event group by customer_no),
pipelines as (select customer_no, sum(weighted_delta_base) as amount from mart_pipeline_event group by customer_no),
stakes as (
    select
        numbers.customer_no,
        greatest(coalesce(receivables.amount, 0), 0) + greatest(coalesce(pipelines.amount, 0), 0) as amount,
    from (select distinct customer_no from bridge_golden_record) as numbers
    left join receivables on numbers.customer_no = receivables.customer_no
    left join pipelines on numbers.customer_no = pipelines.customer_no
),
records as (
    select bridge_golden_record.customer_id, bridge_golden_record.golden_id, stakes.amount
    from bridge_golden_record
    inner join stakes on bridge_golden_record.customer_no = stakes.customer_no
),
final as (
    select
        pairs.left_id,
        pairs.right_id,
        pairs.weight,
        pairs.probability,
        pairs.band,
        pairs.decision_id,
        lefts.golden_id = rights.golden_id as same_golden,
        pairs.is_bridge,
        cast(
            case when lefts.golden_id = rights.golden_id then lefts.amount else lefts.amount + rights.amount end
            as decimal(18, 4)
        ) as value_at_stake,
        pairs.blocks,
        pairs.addends,
    from int_identity_pair as pairs
    inner join records as lefts on pairs.left_id = lefts.customer_id
    inner join records as rights on pairs.right_id = rights.customer_id
)
select * from final
