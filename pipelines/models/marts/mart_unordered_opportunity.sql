with
missing as (
    select from_id as opportunity_id, gap
    from bridge_transaction_thread
    where thread_kind = 'opportunity' and to_kind = 'order' and to_id is null
),
open_leads as (
    select thread_id
    from bridge_transaction_thread
    where thread_kind = 'lead' and to_kind = 'opportunity' and to_id is null
),
origins as (
    select thread_id, min(number) as lead_number
    from mart_thread_document
    where kind = 'lead' and document_id <> thread_id
    group by thread_id
),
leads as (
    select
        mart_thread_document.thread_id,
        arg_min(fct_lead.source, fct_lead.lead_id) as lead_source,
    from mart_thread_document
    inner join fct_lead on mart_thread_document.document_id = fct_lead.lead_id
    where mart_thread_document.kind = 'lead'
    group by mart_thread_document.thread_id
),
opportunities as (
    select
        mart_thread_document.*,
        case
            when mart_thread_document.kind = 'opportunity' then coalesce(missing.gap, 'lost')
            when open_leads.thread_id is null then 'lead_closed'
            else 'lead_open'
        end as standing,
        origins.lead_number,
        leads.lead_source,
    from mart_thread_document
    left join missing on mart_thread_document.document_id = missing.opportunity_id
    left join origins on mart_thread_document.thread_id = origins.thread_id
    left join leads on mart_thread_document.thread_id = leads.thread_id
    left join open_leads on mart_thread_document.thread_id = open_leads.thread_id
    where
        mart_thread_document.kind in ('opportunity', 'lead')
        and mart_thread_document.document_id = mart_thread_document.thread_id
),
final as (
    select
        document_id as opportunity_id,
        kind,
        number,
        title as name,
        coalesce(regexp_replace(regexp_replace(upper(number), '[^\p{L}\p{N}]', '', 'g'), '(^|\p{L})0+(\d)', '\1\2', 'g'), '') as number_token,
        coalesce(regexp_replace(regexp_replace(upper(title), '[^\p{L}\p{N}]', '', 'g'), '(^|\p{L})0+(\d)', '\1\2', 'g'), '') as name_token,
        lead_number,
        coalesce(regexp_replace(regexp_replace(upper(lead_number), '[^\p{L}\p{N}]', '', 'g'), '(^|\p{L})0+(\d)', '\1\2', 'g'), '') as lead_token,
        lead_source,
        state as stage,
        standing,
        event_on,
        due_on,
        currency,
        amount,
        amount_base,
        customer_no,
        region,
        channel,
        _source,
    from opportunities
)
select * from final
