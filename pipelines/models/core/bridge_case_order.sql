with
orders as (
    select
        order_id, customer_no, ordered_on, is_booked,
        nullif(regexp_replace(regexp_replace(upper(number), '[^\p{L}\p{N}]', '', 'g'), '(^|\p{L})0+(\d)', '\1\2', 'g'), '') as number_norm,
        nullif(regexp_replace(regexp_replace(upper(customer_po), '[^\p{L}\p{N}]', '', 'g'), '(^|\p{L})0+(\d)', '\1\2', 'g'), '') as po_norm,
    from fct_sales_order
),
cases as (
    select case_id, customer_no, product_no, opened_on, nullif(regexp_replace(regexp_replace(upper(order_ref), '[^\p{L}\p{N}]', '', 'g'), '(^|\p{L})0+(\d)', '\1\2', 'g'), '') as ref_norm
    from fct_case
),
by_number as (
    select cases.case_id, min(orders.order_id) as order_id
    from cases
    inner join orders on cases.ref_norm = orders.number_norm
    group by cases.case_id
),
numbered as (
    select
        by_number.*,
        case
            when cases.customer_no <> orders.customer_no and cases.customer_no <> 0 and orders.customer_no <> 0
                then 'customers_differ'
        end as gap,
    from by_number
    inner join cases on by_number.case_id = cases.case_id
    inner join orders on by_number.order_id = orders.order_id
),
by_po as (
    select cases.case_id, min(orders.order_id) as order_id
    from cases
    inner join orders on cases.ref_norm = orders.po_norm and cases.customer_no = orders.customer_no
    anti join by_number on cases.case_id = by_number.case_id
    where cases.customer_no <> 0
    group by cases.case_id
),
unreferenced as (
    select *
    from cases
    where customer_no <> 0
        and case_id not in (select case_id from by_number)
        and case_id not in (select case_id from by_po)
),
product_days as (
    select customer_no, product_no, ordered_on, min(order_id) as order_id
    from fct_sales_order_line
    where is_booked and product_no <> 0 and customer_no in (select customer_no from unreferenced)
    group by customer_no, product_no, ordered_on
),
by_product as (
    select unreferenced.case_id, product_days.order_id
    from unreferenced
    asof inner join product_days
        on
            unreferenced.customer_no = product_days.customer_no
            and unreferenced.product_no = product_days.product_no
            and unreferenced.opened_on >= product_days.ordered_on
    where unreferenced.opened_on - product_days.ordered_on <= 180
),
order_days as (
    select customer_no, ordered_on, min(order_id) as order_id
    from orders
    where is_booked and customer_no <> 0
    group by customer_no, ordered_on
),
by_customer as (
    select unreferenced.case_id, order_days.order_id
    from unreferenced
    asof inner join order_days
        on unreferenced.customer_no = order_days.customer_no and unreferenced.opened_on >= order_days.ordered_on
    where unreferenced.opened_on - order_days.ordered_on <= 60
        and unreferenced.case_id not in (select case_id from by_product)
),
ties as (
    select case_id, order_id, 'order_ref' as rule, 95 as percent, gap from numbered
    union all
    select case_id, order_id, 'customer_po', 90, null from by_po
    union all
    select case_id, order_id, 'product_and_time', 50, 'case_not_referenced' from by_product
    union all
    select case_id, order_id, 'customer_and_time', 25, 'case_not_referenced' from by_customer
),
final as (
    select case_id, order_id, rule, cast(percent / 100 as decimal(3, 2)) as confidence, gap
    from ties
)
select * from final
