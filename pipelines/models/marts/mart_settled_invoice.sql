with
final as (
    select fct_invoice.invoice_id, bridge_invoice_order.order_id
    from fct_invoice
    inner join bridge_invoice_order on fct_invoice.invoice_id = bridge_invoice_order.invoice_id
    inner join mart_order_balance on bridge_invoice_order.order_id = mart_order_balance.order_id
    where fct_invoice.kind = 'invoice' and fct_invoice.status <> 'paid' and mart_order_balance.is_settled
)
select * from final
