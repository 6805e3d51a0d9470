with
contacts as (select * from contact),
final as (
    select
        contacts.record_id as source_key,
        nullif(regexp_extract(coalesce(contacts.company_id, contacts.company_ids), '\d+'), '') as customer_key,
        contacts.first_name,
        contacts.last_name,
        case
            when regexp_matches(concat(contacts.last_name, contacts.first_name), '[\x{4e00}-\x{9fff}]')
                then concat(contacts.last_name, contacts.first_name)
            else nullif(concat_ws(' ', contacts.first_name, contacts.last_name), '')
        end as full_name,
        contacts.email,
        contacts.phone,
        contacts.title,
        coalesce(contacts.opted_out, false) as opted_out,
        cast(contacts.created_at as date) as created_on,
        contacts._cursor as _modified_at,
        contacts._batch,
        contacts._line,
    from contacts
)
select * from final
