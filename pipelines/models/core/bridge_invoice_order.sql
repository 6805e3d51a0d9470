with
tied as (
    select distinct fct_invoice_line.invoice_id, fct_sales_order_line.order_id
    from fct_invoice_line
    inner join fct_sales_order_line on fct_invoice_line.order_line_id = fct_sales_order_line.order_line_id
    union
    select invoice_id, order_id
    from fct_invoice
    where order_id is not null
),
counted as (select invoice_id, count(*) as order_count from tied group by invoice_id),
final as (
    select tied.invoice_id, tied.order_id, counted.order_count > 1 as is_shared
    from tied
    inner join counted on tied.invoice_id = counted.invoice_id
)
select * from final
