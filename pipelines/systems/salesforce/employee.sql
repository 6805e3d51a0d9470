with
users as (select * from user),
final as (
    select
        users.id as source_key,
        users.name,
        users.email,
        users.user_role as role,
        users.region,
        coalesce(users.is_active, true) as is_active,
        users._cursor as _modified_at,
        users._batch,
        users._line,
    from users
)
select * from final
