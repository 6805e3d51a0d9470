with
order_lines as (
    select _source, _source_key, order_id, product_no, category, customer_no, region, channel
    from fct_sales_order_line
),
loose_orders as (
    select
        int_sales_order._source,
        int_sales_order.source_key,
        int_sales_order.channel,
        coalesce(dim_customer.customer_no, 0) as customer_no,
        dim_customer.region,
        dim_customer.channel as customer_channel,
    from int_sales_order
    left join dim_customer
        on
            concat(int_sales_order._source, '|', int_sales_order.customer_key) = dim_customer.customer_id
            and int_sales_order.ordered_on >= dim_customer.valid_from
            and int_sales_order.ordered_on < dim_customer.valid_to
),
channel_aliases as (select lower(trim(alias)) as alias, min(channel) as channel from ref_channels group by 1),
linked as (
    select
        int_shipment_line.*,
        order_lines.order_id,
        order_lines.product_no,
        order_lines.category,
        order_lines.customer_no,
        order_lines.region,
        order_lines.channel,
        true as is_linked,
    from int_shipment_line
    inner join order_lines
        on
            int_shipment_line.order_line_key = order_lines._source_key
            and int_shipment_line._source = order_lines._source
),
loose as (
    select
        int_shipment_line.*,
        int_shipment_line._source || '|' || int_shipment_line.order_key as order_id,
        dim_product.product_no,
        dim_product.category,
        loose_orders.customer_no,
        loose_orders.region,
        coalesce(channel_aliases.channel, nullif(trim(loose_orders.channel), ''), loose_orders.customer_channel) as channel,
        false as is_linked,
    from int_shipment_line
    anti join order_lines
        on
            int_shipment_line.order_line_key = order_lines._source_key
            and int_shipment_line._source = order_lines._source
    left join dim_product
        on
            concat(int_shipment_line._source, '|', int_shipment_line.product_key) = dim_product.product_id
            and dim_product.is_current
    left join loose_orders
        on int_shipment_line.order_key = loose_orders.source_key and int_shipment_line._source = loose_orders._source
    left join channel_aliases on lower(trim(loose_orders.channel)) = channel_aliases.alias
),
shipments as (
    select * from linked
    union all
    select * from loose
),
final as (
    select
        concat(_source, '|', source_key) as shipment_line_id,
        shipment_number,
        order_id,
        case when is_linked then concat(_source, '|', order_line_key) end as order_line_id,
        shipped_on,
        planned_on,
        coalesce(product_no, 0) as product_no,
        category,
        coalesce(customer_no, 0) as customer_no,
        region,
        channel,
        _source || '|' || location_key as location_id,
        quantity,
        status,
        coalesce(is_return, false) as is_return,
        _source,
        source_key as _source_key,
        _batch,
        _line,
    from shipments
)
select * from final
