with
moves as (
    select
        order_id,
        product_no,
        order_line_id,
        _source || '|' || coalesce(shipment_number, _source_key) as shipment_id,
        is_return,
        shipped_on,
        coalesce(shipped_on, case when is_return then date '9999-12-31' else date '0001-01-01' end) as moved_on,
        case when is_return then -quantity else quantity end as quantity,
    from fct_shipment_line
    where status = 'done' and order_id is not null
),
told as (
    select order_id, product_no, bool_and(order_line_id is not null) as is_by_line
    from (
        select order_id, product_no, order_line_id from moves
        union all
        select order_id, product_no, order_line_id from mart_order_billing
    )
    group by order_id, product_no
),
moved as (
    select
        moves.order_id,
        moves.product_no,
        case when told.is_by_line then moves.order_line_id end as line_id,
        moves.shipment_id,
        moves.is_return,
        moves.moved_on,
        max(moves.shipped_on) as shipped_on,
        sum(moves.quantity) as quantity,
    from moves
    inner join told on moves.order_id = told.order_id and moves.product_no = told.product_no
    group by all
),
billed as (
    select
        mart_order_billing.order_id,
        mart_order_billing.product_no,
        case when told.is_by_line then mart_order_billing.order_line_id end as line_id,
        sum(mart_order_billing.quantity_net) as quantity,
    from mart_order_billing
    inner join told
        on mart_order_billing.order_id = told.order_id and mart_order_billing.product_no = told.product_no
    group by all
),
given_away as (
    select
        fct_sales_order_line.order_id,
        fct_sales_order_line.product_no,
        case when told.is_by_line then fct_sales_order_line.order_line_id end as line_id,
        bool_and(coalesce(fct_sales_order_line.amount = 0, false)) as is_free,
        sum(fct_sales_order_line.quantity) filter (where fct_sales_order_line.amount = 0) as quantity,
    from fct_sales_order_line
    inner join told
        on fct_sales_order_line.order_id = told.order_id and fct_sales_order_line.product_no = told.product_no
    group by all
),
-- A return takes back what left last: of a shipment stays what no later balance falls below.
balanced as (
    select
        *,
        sum(quantity) over (
            partition by order_id, product_no, line_id order by moved_on, is_return, shipment_id
        ) as balance,
    from moved
),
kept as (
    select
        *,
        balance - quantity as kept_from,
        min(balance) over (
            partition by order_id, product_no, line_id
            order by moved_on, is_return, shipment_id
            rows between current row and unbounded following
        ) as kept_to,
    from balanced
),
short as (
    select
        kept.order_id,
        kept.shipment_id,
        kept.shipped_on,
        kept.kept_to
        - greatest(kept.kept_from, coalesce(billed.quantity, 0) + coalesce(given_away.quantity, 0), 0) as quantity,
    from kept
    left join billed
        on
            kept.order_id = billed.order_id
            and kept.product_no = billed.product_no
            and kept.line_id is not distinct from billed.line_id
    left join given_away
        on
            kept.order_id = given_away.order_id
            and kept.product_no = given_away.product_no
            and kept.line_id is not distinct from given_away.line_id
    where not kept.is_return and not coalesce(given_away.is_free, false)
),
read_lines as (
    select distinct invoice_id from fct_invoice_line where order_line_id is not null or product_no <> 0
),
unread as (
    select bridge_invoice_order.order_id, max(fct_invoice.issued_on) as issued_on
    from bridge_invoice_order
    inner join fct_invoice on bridge_invoice_order.invoice_id = fct_invoice.invoice_id
    anti join read_lines on bridge_invoice_order.invoice_id = read_lines.invoice_id
    where fct_invoice.kind = 'invoice'
    group by bridge_invoice_order.order_id
),
final as (
    select
        short.order_id,
        short.shipment_id,
        max(short.shipped_on) as shipped_on,
        cast(sum(short.quantity) as decimal(18, 4)) as quantity,
    from short
    left join unread on short.order_id = unread.order_id
    where short.quantity > 0 and (unread.issued_on is null or short.shipped_on > unread.issued_on)
    group by short.order_id, short.shipment_id
)
select * from final
