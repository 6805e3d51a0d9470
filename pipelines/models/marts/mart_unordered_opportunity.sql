with
missing as (
    select from_id as opportunity_id, gap
    from bridge_transaction_thread
    where thread_kind = 'opportunity' and to_kind = 'order' and to_id is null
),
opportunities as (
    select
        mart_thread_document.*,
        coalesce(missing.gap, 'lost') as standing,
    from mart_thread_document
    left join missing on mart_thread_document.document_id = missing.opportunity_id
    where mart_thread_document.kind = 'opportunity' and mart_thread_document.document_id = mart_thread_document.thread_id
),
final as (
    select
        document_id as opportunity_id,
        number,
        title as name,
        coalesce(regexp_replace(regexp_replace(upper(number), '[^\p{L}\p{N}]', '', 'g'), '(^|\p{L})0+(\d)', '\1\2', 'g'), '') as number_token,
        coalesce(regexp_replace(regexp_replace(upper(title), '[^\p{L}\p{N}]', '', 'g'), '(^|\p{L})0+(\d)', '\1\2', 'g'), '') as name_token,
        state as stage,
        standing,
        event_on,
        due_on,
        amount_base,
        customer_no,
        region,
        channel,
        _source,
    from opportunities
)
select * from final
