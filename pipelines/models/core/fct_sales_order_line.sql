with
orders as (
    select
        int_sales_order._source,
        int_sales_order.source_key,
        int_sales_order.number,
        int_sales_order.customer_po,
        int_sales_order.ordered_on,
        int_sales_order.requested_on,
        int_sales_order.promised_on,
        int_sales_order.salesperson_key,
        int_sales_order.status,
        upper(trim(int_sales_order.currency)) as document_currency,
        coalesce(channel_aliases.channel, nullif(trim(int_sales_order.channel), '')) as order_channel,
        dim_customer.customer_key,
        dim_customer.customer_no,
        dim_customer.region,
        dim_customer.channel as customer_channel,
        dim_currency_rate.rate,
    from int_sales_order
    left join dim_customer
        on
            concat(int_sales_order._source, '|', int_sales_order.customer_key) = dim_customer.customer_id
            and int_sales_order.ordered_on >= dim_customer.valid_from
            and int_sales_order.ordered_on < dim_customer.valid_to
    left join dim_currency_rate
        on
            upper(trim(int_sales_order.currency)) = dim_currency_rate.currency
            and int_sales_order.ordered_on = dim_currency_rate.date_on
    left join (select lower(trim(alias)) as alias, min(channel) as channel from ref_channels group by 1) as channel_aliases
        on lower(trim(int_sales_order.channel)) = channel_aliases.alias
),
shipped as (
    select
        _source,
        order_line_key,
        sum(quantity) as quantity,
        max(shipped_on) as last_shipped_on,
    from int_shipment_line
    where status = 'done' and not is_return
    group by _source, order_line_key
),
goods as (
    select _source, product_key from int_shipment_line
    union
    select int_sales_order_line._source, int_sales_order_line.product_key
    from int_shipment_line
    inner join int_sales_order_line
        on
            int_shipment_line.order_line_key = int_sales_order_line.source_key
            and int_shipment_line._source = int_sales_order_line._source
    union
    select _source, product_key from int_stock_move
    union
    select _source, product_key from int_stock_on_hand
    union
    select _source, product_key from int_work_order
    union
    select _source, product_key from int_purchase_order_line
    union
    select _source, parent_product_key from int_bom
    union
    select _source, component_product_key from int_bom
),
billed as (
    select distinct int_sales_order_line._source, int_sales_order_line.product_key
    from int_invoice_line
    inner join int_sales_order_line
        on
            int_invoice_line.order_line_key = int_sales_order_line.source_key
            and int_invoice_line._source = int_sales_order_line._source
),
delivered as (select distinct _source, order_line_key from int_shipment_line),
shipping as (select distinct _source from int_shipment_line),
lines as (
    select
        int_sales_order_line._source,
        int_sales_order_line.source_key,
        int_sales_order_line._batch,
        int_sales_order_line._line,
        int_sales_order_line.order_key,
        int_sales_order_line.line_no,
        int_sales_order_line.quantity,
        int_sales_order_line.unit_price,
        int_sales_order_line.amount,
        int_sales_order_line.qty_delivered,
        int_sales_order_line.qty_invoiced,
        orders.number as order_number,
        orders.customer_po,
        orders.ordered_on,
        orders.requested_on,
        coalesce(int_sales_order_line.promised_on, orders.promised_on) as promised_on,
        coalesce(orders.customer_key, 0) as customer_key,
        coalesce(orders.customer_no, 0) as customer_no,
        orders.region,
        coalesce(orders.order_channel, orders.customer_channel) as channel,
        orders.salesperson_key,
        orders.document_currency,
        orders.rate,
        coalesce(dim_product.product_key, 0) as product_key,
        coalesce(dim_product.product_no, 0) as product_no,
        dim_product.category,
        dim_product.standard_cost_base,
        shipped.quantity as shipped_quantity,
        shipped.last_shipped_on,
        shipping._source is not null and goods.product_key is null and delivered.order_line_key is null
        and (billed.product_key is not null or int_sales_order_line.product_key is null) as is_service,
        case
            when int_sales_order_line.cancelled then 'cancelled'
            else coalesce(orders.status, 'unknown')
        end as status,
    from int_sales_order_line
    left join orders
        on
            int_sales_order_line.order_key = orders.source_key
            and int_sales_order_line._source = orders._source
    left join dim_product
        on
            concat(int_sales_order_line._source, '|', int_sales_order_line.product_key) = dim_product.product_id
            and coalesce(orders.ordered_on, date '9999-12-30') >= dim_product.valid_from
            and coalesce(orders.ordered_on, date '9999-12-30') < dim_product.valid_to
    left join shipped
        on
            int_sales_order_line.source_key = shipped.order_line_key
            and int_sales_order_line._source = shipped._source
    left join shipping on int_sales_order_line._source = shipping._source
    left join goods
        on
            int_sales_order_line.product_key = goods.product_key
            and int_sales_order_line._source = goods._source
    left join billed
        on
            int_sales_order_line.product_key = billed.product_key
            and int_sales_order_line._source = billed._source
    left join delivered
        on
            int_sales_order_line.source_key = delivered.order_line_key
            and int_sales_order_line._source = delivered._source
),
flagged as (
    select
        *,
        status in ('confirmed', 'done') as is_booked,
        coalesce(shipped_quantity >= quantity, false) as is_complete,
    from lines
),
judged as (
    select
        flagged.*,
        coalesce(
            flagged.is_booked and not flagged.is_service and flagged.quantity > 0
            and flagged.promised_on < config.as_of,
            false
        ) as is_due,
    from flagged
    cross join config
),
final as (
    select
        concat(_source, '|', source_key) as order_line_id,
        concat(_source, '|', order_key) as order_id,
        order_number,
        line_no,
        customer_po,
        ordered_on,
        requested_on,
        promised_on,
        case when is_complete then last_shipped_on end as shipped_on,
        cast(customer_key as bigint) as customer_key,
        customer_no,
        cast(product_key as bigint) as product_key,
        product_no,
        region,
        channel,
        category,
        _source || '|' || salesperson_key as salesperson_id,
        quantity,
        unit_price,
        document_currency as currency,
        amount,
        cast(round(amount * rate, 4) as decimal(18, 4)) as amount_base,
        cast(round(quantity * cast(standard_cost_base as decimal(20, 4)), 4) as decimal(18, 4)) as cost_base,
        qty_delivered,
        qty_invoiced,
        cast(coalesce(shipped_quantity, 0) as decimal(18, 4)) as qty_shipped,
        status,
        is_booked,
        is_service,
        status = 'cancelled' as is_cancelled,
        rate is null as is_rate_missing,
        is_due,
        case when is_due then coalesce(last_shipped_on <= promised_on, false) end as is_on_time,
        case when is_due then is_complete end as is_in_full,
        case when is_due then is_complete and coalesce(last_shipped_on <= promised_on, false) end as is_otif,
        _source,
        source_key as _source_key,
        _batch,
        _line,
    from judged
)
select * from final
