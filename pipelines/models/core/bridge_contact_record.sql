with
final as (
    select contact_id, golden_contact_id
    from int_contact_identity
)
select * from final
