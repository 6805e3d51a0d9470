with
partners as (select * from res_partner__history),
buyers as (
    select id
    from partners
    group by id
    having bool_or(coalesce(customer_rank, 0) > 0 or coalesce(supplier_rank, 0) = 0)
),
final as (
    select
        partners.id as source_key,
        partners.name,
        partners.name as legal_name,
        case partners.is_company when false then 'person' when true then 'company' end as kind,
        partners.parent_id as parent_key,
        partners.ref as external_ref,
        partners.vat as tax_id,
        partners.email,
        partners.phone,
        partners.website,
        partners.street,
        partners.city,
        partners.state_name as province,
        partners.zip as postcode,
        partners.country_code as country,
        partners.industry_name as industry,
        partners.user_id as owner_key,
        partners.team_name as channel,
        partners.currency,
        partners.credit_limit,
        partners.property_payment_term_days as payment_terms_days,
        coalesce(partners.active, true) and not partners._is_deleted as is_active,
        cast(timezone(config.time_zone, timezone('UTC', partners.create_date)) as date) as created_on,
        partners._cursor as valid_from,
        partners._cursor as _modified_at,
        partners._batch,
        partners._line,
    from partners
    inner join buyers on partners.id = buyers.id
    cross join config
)
select * from final
