with
order_lines as (select order_line_id, order_id, product_no from fct_sales_order_line),
invoice_lines as (
    select
        fct_invoice_line.invoice_id,
        fct_invoice_line.order_line_id,
        fct_invoice_line.product_no,
        fct_invoice_line.kind,
        fct_invoice_line.quantity,
        fct_invoice_line.amount,
        fct_invoice.status = 'paid' as is_paid,
    from fct_invoice_line
    inner join fct_invoice on fct_invoice_line.invoice_id = fct_invoice.invoice_id
),
tied as (
    select order_lines.order_id, order_lines.product_no, invoice_lines.* exclude (product_no)
    from invoice_lines
    inner join order_lines on invoice_lines.order_line_id = order_lines.order_line_id
    union all by name
    select bridge_invoice_order.order_id, invoice_lines.* exclude (order_line_id)
    from invoice_lines
    anti join order_lines on invoice_lines.order_line_id = order_lines.order_line_id
    inner join bridge_invoice_order on invoice_lines.invoice_id = bridge_invoice_order.invoice_id
    where invoice_lines.product_no <> 0
),
prices as (
    select order_id, product_no, order_line_id, min(cast(amount as double) / cast(quantity as double)) as least_price
    from tied
    where kind = 'invoice' and quantity > 0 and amount > 0
    group by all
),
counted as (
    select
        tied.*,
        tied.kind = 'invoice' or tied.quantity >= 0 or prices.least_price is null
        or cast(tied.amount as double) / cast(tied.quantity as double) >= prices.least_price / 2 as is_of_goods,
    from tied
    left join prices
        on
            tied.order_id = prices.order_id
            and tied.product_no = prices.product_no
            and tied.order_line_id is not distinct from prices.order_line_id
),
final as (
    select
        order_id,
        product_no,
        order_line_id,
        cast(coalesce(sum(quantity) filter (where kind = 'invoice'), 0) as decimal(18, 4)) as quantity_billed,
        cast(
            coalesce(-sum(quantity) filter (where kind = 'credit_note' and is_of_goods), 0) as decimal(18, 4)
        ) as quantity_credited,
        cast(coalesce(sum(quantity) filter (where is_of_goods), 0) as decimal(18, 4)) as quantity_net,
        coalesce(bool_and(is_paid) filter (where kind = 'invoice'), false) as is_paid,
    from counted
    group by order_id, product_no, order_line_id
)
select * from final
