with
documents as (
    select thread_id, kind, document_id, number, title, region, channel
    from mart_thread_document
    where thread_id in (select order_id from mart_order_status)
),
numbers as (
    select thread_id as order_id, kind, document_id, number as value, region, channel
    from documents
    where kind in ('order', 'quote', 'opportunity', 'lead', 'shipment', 'invoice', 'case', 'work_order')
    union all
    select thread_id, kind, document_id, substr(document_id, strpos(document_id, '|') + 1), region, channel
    from documents
    where kind = 'payment'
    union all
    select thread_id, 'customer_po', document_id, title, region, channel
    from documents
    where kind in ('order', 'quote')
    union all
    select thread_id, 'opportunity', document_id, title, region, channel
    from documents
    where kind = 'opportunity'
),
tokens as (
    select regexp_replace(regexp_replace(upper(value), '[^\p{L}\p{N}]', '', 'g'), '(^|\p{L})0+(\d)', '\1\2', 'g') as token, *
    from numbers
),
final as (
    select token, order_id, kind, document_id, value, region, channel
    from tokens
    where token <> ''
)
select * from final
