with
companies as (select * from company__history),
final as (
    select
        companies.record_id as source_key,
        companies.name,
        companies.name as legal_name,
        cast(null as varchar) as kind,
        companies.parent_id as parent_key,
        companies.phone,
        companies.domain as website,
        companies.street,
        companies.city,
        companies.state as province,
        companies.postal_code as postcode,
        companies.country,
        companies.industry,
        companies.owner as owner_key,
        not companies._is_deleted as is_active,
        cast(companies.created_at as date) as created_on,
        companies._cursor as valid_from,
        companies._cursor as _modified_at,
        companies._batch,
        companies._line,
    from companies
)
select * from final
