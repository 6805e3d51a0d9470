with
final as (
    select
        concat(int_lead._source, '|', int_lead.source_key) as lead_id,
        coalesce(int_lead.number, int_lead.source_key) as number,
        coalesce(
            case
                when lower(trim(int_lead.company)) not in ('', '-', 'n/a', 'na', 'none', 'private', 'unknown', '个人', '无')
                    then trim(int_lead.company)
            end,
            int_lead.name
        ) as name,
        int_lead.source,
        int_lead.status,
        int_lead._source || '|' || int_lead.campaign_key as campaign_id,
        coalesce(dim_customer.customer_no, 0) as customer_no,
        dim_customer.region,
        dim_customer.channel,
        int_lead._source || '|' || int_lead.opportunity_key as opportunity_id,
        int_lead.created_on,
        int_lead.closed_on,
        coalesce(int_lead.is_closed, false) as is_closed,
        int_lead._source,
        int_lead.source_key as _source_key,
        int_lead._batch,
        int_lead._line,
    from int_lead
    left join dim_customer
        on
            concat(int_lead._source, '|', int_lead.customer_key) = dim_customer.customer_id
            and dim_customer.is_current
)
select * from final
