with
accounts as (select * from account__history),
final as (
    select
        accounts.id as source_key,
        accounts.name,
        accounts.name as legal_name,
        case when lower(trim(accounts.type)) in ('person', 'individual', 'person account') then 'person' end as kind,
        accounts.parent_id as parent_key,
        accounts.master_record_id as merged_into_key,
        accounts.account_number as external_ref,
        accounts.tax_id,
        accounts.phone,
        accounts.website,
        accounts.billing_street as street,
        accounts.billing_city as city,
        accounts.billing_state as province,
        accounts.billing_postal_code as postcode,
        accounts.billing_country as country,
        accounts.industry,
        accounts.owner_id as owner_key,
        accounts.channel,
        accounts.currency,
        not accounts._is_deleted as is_active,
        cast(timezone(config.time_zone, timezone('UTC', accounts.created_at)) as date) as created_on,
        accounts._cursor as valid_from,
        accounts._cursor as _modified_at,
        accounts._batch,
        accounts._line,
    from accounts
    cross join config
)
select * from final
