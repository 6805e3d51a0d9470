with
moves as (select * from account_move),
final as (
    select
        moves.id as source_key,
        moves.name as number,
        moves.partner_id as customer_key,
        moves.order_id as order_key,
        case moves.move_type when 'out_refund' then 'credit_note' else 'invoice' end as kind,
        moves.invoice_date as issued_on,
        coalesce(moves.invoice_date_due, moves.invoice_date) as due_on,
        case moves.state when 'posted' then 'posted' when 'draft' then 'draft' when 'cancel' then 'cancelled' end as status,
        moves.currency,
        moves.amount_untaxed as total,
        moves._cursor as _modified_at,
        moves._batch,
        moves._line,
    from moves
)
select * from final
