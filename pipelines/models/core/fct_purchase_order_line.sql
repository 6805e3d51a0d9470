with
final as (
    select
        concat(int_purchase_order_line._source, '|', int_purchase_order_line.source_key) as purchase_order_line_id,
        int_purchase_order_line.order_number,
        int_purchase_order_line._source || '|' || int_purchase_order_line.vendor_key as vendor_id,
        coalesce(dim_product.product_no, 0) as product_no,
        cast(null as varchar) as region,
        cast(null as varchar) as channel,
        dim_product.category,
        int_purchase_order_line.quantity,
        int_purchase_order_line.quantity_received,
        int_purchase_order_line.unit_price,
        upper(trim(int_purchase_order_line.currency)) as currency,
        cast(
            round(
                cast(int_purchase_order_line.quantity * cast(int_purchase_order_line.unit_price as decimal(20, 4)) as decimal(18, 4)) * rates.rate,
                4
            ) as decimal(18, 4)
        ) as amount_base,
        int_purchase_order_line.ordered_on,
        int_purchase_order_line.promised_on,
        int_purchase_order_line.received_on,
        int_purchase_order_line.status,
        rates.rate is null as is_rate_missing,
        int_purchase_order_line._source,
        int_purchase_order_line.source_key as _source_key,
        int_purchase_order_line._batch,
        int_purchase_order_line._line,
    from int_purchase_order_line
    left join dim_product
        on
            concat(int_purchase_order_line._source, '|', int_purchase_order_line.product_key) = dim_product.product_id
            and int_purchase_order_line.ordered_on >= dim_product.valid_from
            and int_purchase_order_line.ordered_on < dim_product.valid_to
    left join dim_currency_rate as rates
        on
            upper(trim(int_purchase_order_line.currency)) = rates.currency
            and int_purchase_order_line.ordered_on = rates.date_on
)
select * from final
