with
records as (select * from dim_customer where is_current and customer_no <> 0),
sources as (select source, min(role) as role from etl_source group by source),
final as (
    select
        records.customer_id,
        records.golden_id,
        records.customer_no,
        records._source as source,
        coalesce(sources.role, 'other') as role,
        int_customer_identity.joined_by,
    from records
    inner join int_customer_identity on records.customer_id = int_customer_identity.customer_id
    left join sources on records._source = sources.source
)
select * from final
