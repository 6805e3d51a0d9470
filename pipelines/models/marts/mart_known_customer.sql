with
records as (
    select *
    from dim_customer
    where is_current and customer_no <> 0
    qualify row_number() over (partition by customer_no order by created_on, customer_id) = 1
),
final as (
    select
        coalesce(dim_golden_customer.created_on, date '1900-01-01') as date_on,
        dim_golden_customer.customer_no,
        dim_golden_customer.region,
        dim_golden_customer.channel,
        1 as delta,
        records._source,
        records._source_key,
        records._batch,
        records._line,
    from dim_golden_customer
    inner join records on dim_golden_customer.customer_no = records.customer_no
)
select * from final
