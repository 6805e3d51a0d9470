with
records as (
    select
        bridge_contact_record.golden_contact_id,
        dim_contact.contact_id,
        dim_contact.customer_no,
        dim_contact.full_name,
        dim_contact.email,
        dim_contact.phone,
        dim_contact.title,
        dim_contact.opted_out,
        coalesce(trusted.trust, 9999) as distrust,
        coalesce(dim_contact.created_on, date '1900-01-01') as since,
    from bridge_contact_record
    inner join dim_contact on bridge_contact_record.contact_id = dim_contact.contact_id
    left join (select source, trust from int_identity_trust where field = 'email') as trusted
        on dim_contact._source = trusted.source
),
final as (
    select
        golden_contact_id,
        arg_min(customer_no, row(customer_no = 0, distrust, contact_id)) as customer_no,
        arg_min(full_name, row(distrust, -epoch(since), contact_id)) filter (where nullif(trim(full_name), '') is not null) as name,
        arg_min(email, row(distrust, -epoch(since), contact_id)) filter (where nullif(trim(email), '') is not null) as email,
        arg_min(phone, row(distrust, -epoch(since), contact_id)) filter (where nullif(trim(phone), '') is not null) as phone,
        arg_min(title, row(distrust, -epoch(since), contact_id)) filter (where nullif(trim(title), '') is not null) as title,
        bool_or(opted_out) as opted_out,
        cast(count(*) as integer) as record_count,
    from records
    group by golden_contact_id
)
select * from final
