with
members as (select * from campaign_member),
contacts as (select id, account_id from contact),
final as (
    select
        members.id as source_key,
        members.campaign_id as campaign_key,
        members.contact_id as contact_key,
        contacts.account_id as customer_key,
        members.status,
        members.first_responded_date as responded_on,
        cast(timezone(config.time_zone, timezone('UTC', members.created_at)) as date) as joined_on,
        members._cursor as _modified_at,
        members._batch,
        members._line,
    from members
    left join contacts on members.contact_id = contacts.id
    cross join config
)
select * from final
