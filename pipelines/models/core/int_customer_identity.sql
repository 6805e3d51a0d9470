with
versions as (select * from int_customer),
final as (
    select distinct
        concat(_source, '|', source_key) as customer_id,
        concat(_source, '|', source_key) as golden_id,
    from versions
)
select * from final
