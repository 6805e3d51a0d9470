with
customers as (select * from dim_customer where is_current),
final as (
    select
        concat(int_contact._source, '|', int_contact.source_key) as contact_id,
        coalesce(customers.customer_no, 0) as customer_no,
        customers.region,
        customers.channel,
        int_contact.first_name,
        int_contact.last_name,
        int_contact.full_name,
        int_contact.email,
        int_contact.phone,
        int_contact.title,
        coalesce(int_contact.opted_out, false) as opted_out,
        int_contact.created_on,
        int_contact._source,
        int_contact.source_key as _source_key,
        int_contact._batch,
        int_contact._line,
    from int_contact
    left join customers
        on concat(int_contact._source, '|', int_contact.customer_key) = customers.customer_id
)
select * from final
