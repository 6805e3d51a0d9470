with
company as (select party from company_company),
staff as (select party from company_employee),
sellers_only as (
    select party from purchase_purchase
    except
    select party from sale_sale
    except
    select party from account_invoice where kind = 'out'
    except
    select party from sale_opportunity
),
addresses as (
    select party, street, city, postal_code, subdivision, country
    from party_address
    where coalesce(active, true) and id in (select id from party_address_ids)
    qualify row_number() over (partition by party order by coalesce(sequence, 0), cast(id as bigint)) = 1
),
mechanisms as (
    select
        party,
        min(value) filter (where kind = 'email') as email,
        min(value) filter (where kind in ('phone', 'mobile')) as phone,
        min(value) filter (where kind = 'website') as website,
    from party_contact_mechanism
    where coalesce(active, true) and id in (select id from party_contact_mechanism_ids)
    group by party
),
identifiers as (
    select party, min(code) as tax_id
    from party_identifier
    where id in (select id from party_identifier_ids)
    group by party
),
final as (
    select
        parties.id as source_key,
        coalesce(parties.name, parties.code, parties.id) as name,
        parties.name as legal_name,
        cast(null as varchar) as kind,
        parties.code as external_ref,
        identifiers.tax_id,
        mechanisms.email,
        mechanisms.phone,
        mechanisms.website,
        addresses.street,
        addresses.city,
        addresses.subdivision as province,
        addresses.postal_code as postcode,
        addresses.country,
        company_currency.currency,
        coalesce(parties.active, true) and known.id is not null as is_active,
        cast(timezone(config.time_zone, timezone('UTC', parties.created_at)) as date) as created_on,
        parties._cursor as valid_from,
        parties._cursor as _modified_at,
        parties._batch,
        parties._line,
    from party_party__history as parties
    left join party_party_ids as known on known.id = parties.id
    left join addresses on addresses.party = parties.id
    left join mechanisms on mechanisms.party = parties.id
    left join identifiers on identifiers.party = parties.id
    left join (select min(currency) as currency from company_company) as company_currency on true
    cross join config
    where parties.id not in (select party from company)
        and parties.id not in (select party from staff)
        and parties.id not in (select party from sellers_only where party is not null)
)
select * from final
