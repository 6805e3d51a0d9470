with
final as (
    select
        concat(int_work_order._source, '|', int_work_order.source_key) as work_order_id,
        int_work_order.number,
        coalesce(dim_product.product_no, 0) as product_no,
        cast(null as varchar) as region,
        cast(null as varchar) as channel,
        dim_product.category,
        int_work_order.quantity_planned,
        int_work_order.quantity_done,
        int_work_order.quantity_scrap,
        int_work_order.planned_start_on,
        int_work_order.planned_end_on,
        int_work_order.started_on,
        int_work_order.finished_on,
        int_work_order.status,
        int_work_order.order_ref,
        int_work_order._source,
        int_work_order.source_key as _source_key,
        int_work_order._batch,
        int_work_order._line,
    from int_work_order
    left join dim_product
        on
            concat(int_work_order._source, '|', int_work_order.product_key) = dim_product.product_id
            and coalesce(int_work_order.planned_start_on, date '9999-12-30') >= dim_product.valid_from
            and coalesce(int_work_order.planned_start_on, date '9999-12-30') < dim_product.valid_to
)
select * from final
