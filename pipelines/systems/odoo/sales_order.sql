with
orders as (select * from sale_order),
final as (
    select
        orders.id as source_key,
        orders.name as number,
        orders.partner_id as customer_key,
        cast(timezone(config.time_zone, timezone('UTC', orders.date_order)) as date) as ordered_on,
        cast(timezone(config.time_zone, timezone('UTC', orders.requested_date)) as date) as requested_on,
        cast(timezone(config.time_zone, timezone('UTC', orders.commitment_date)) as date) as promised_on,
        case orders.state
            when 'draft' then 'draft'
            when 'sent' then 'quotation'
            when 'sale' then 'confirmed'
            when 'done' then 'done'
            when 'cancel' then 'cancelled'
        end as status,
        orders.currency,
        orders.team_name as channel,
        orders.user_id as salesperson_key,
        orders.opportunity_ref,
        orders.client_order_ref as customer_po,
        orders.amount_untaxed as total,
        orders._cursor as _modified_at,
        orders._batch,
        orders._line,
    from orders
    cross join config
)
select * from final
