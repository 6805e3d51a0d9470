with
payments as (select * from account_payment),
moves as (select id, move_type from account_move),
final as (
    select
        payments.id as source_key,
        payments.move_id as invoice_key,
        payments.partner_id as customer_key,
        payments.date as paid_on,
        case when moves.move_type = 'out_refund' then -abs(payments.amount) else payments.amount end as amount,
        payments.currency,
        case payments.state when 'posted' then 'posted' when 'draft' then 'draft' when 'cancel' then 'cancelled' end as status,
        payments._cursor as _modified_at,
        payments._batch,
        payments._line,
    from payments
    left join moves on payments.move_id = moves.id
)
select * from final
