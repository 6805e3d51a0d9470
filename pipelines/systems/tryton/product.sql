with
versions as (
    select
        *,
        hash(code, name, category, uom, list_price, cost_price, producible, active) as content,
    from product_product__history
),
changes as (
    select *
    from versions
    qualify content is distinct from lag(content) over (partition by id order by _cursor)
),
firsts as (select id, min(_cursor) as first_read from versions group by id),
final as (
    select
        products.id as source_key,
        coalesce(products.code, products.id) as code,
        products.name,
        products.category,
        products.uom,
        case when products.producible then 'make' else 'buy' end as make_buy,
        products.cost_price as standard_cost,
        products.list_price,
        company_currency.currency,
        coalesce(products.active, true) and not products._is_deleted as is_active,
        cast(timezone(config.time_zone, timezone('UTC', products.created_at)) as date) as launched_on,
        case when products._cursor = firsts.first_read then coalesce(products.created_at, products._cursor) else products._cursor end as valid_from,
        products._cursor as _modified_at,
        products._batch,
        products._line,
    from changes as products
    inner join firsts on firsts.id = products.id
    left join (select min(currency) as currency from company_company) as company_currency on true
    cross join config
)
select * from final
