with
final as (
    select
        concat(int_campaign_member._source, '|', int_campaign_member.source_key) as campaign_member_id,
        concat(int_campaign_member._source, '|', int_campaign_member.campaign_key) as campaign_id,
        int_campaign_member._source || '|' || int_campaign_member.contact_key as contact_id,
        coalesce(dim_customer.customer_no, 0) as customer_no,
        dim_customer.region,
        dim_customer.channel,
        int_campaign_member.status,
        int_campaign_member.joined_on,
        int_campaign_member.responded_on,
        int_campaign_member._source,
        int_campaign_member.source_key as _source_key,
        int_campaign_member._batch,
        int_campaign_member._line,
    from int_campaign_member
    left join dim_customer
        on
            concat(int_campaign_member._source, '|', int_campaign_member.customer_key) = dim_customer.customer_id
            and coalesce(int_campaign_member.joined_on, date '9999-12-30') >= dim_customer.valid_from
            and coalesce(int_campaign_member.joined_on, date '9999-12-30') < dim_customer.valid_to
)
select * from final
