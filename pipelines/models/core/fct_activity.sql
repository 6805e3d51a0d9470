with
final as (
    select
        concat(int_activity._source, '|', int_activity.source_key) as activity_id,
        int_activity.occurred_on,
        int_activity.kind,
        int_activity.subject,
        int_activity.status,
        coalesce(dim_customer.customer_no, 0) as customer_no,
        dim_customer.region,
        dim_customer.channel,
        int_activity._source || '|' || int_activity.contact_key as contact_id,
        int_activity._source || '|' || int_activity.owner_key as owner_id,
        int_activity._source || '|' || int_activity.opportunity_key as opportunity_id,
        int_activity._source,
        int_activity.source_key as _source_key,
        int_activity._batch,
        int_activity._line,
    from int_activity
    left join dim_customer
        on
            concat(int_activity._source, '|', int_activity.customer_key) = dim_customer.customer_id
            and coalesce(int_activity.occurred_on, date '9999-12-30') >= dim_customer.valid_from
            and coalesce(int_activity.occurred_on, date '9999-12-30') < dim_customer.valid_to
)
select * from final
