with
users as (select * from res_users),
final as (
    select
        users.id as source_key,
        users.name,
        users.login as email,
        coalesce(users.active, true) as is_active,
        users._cursor as _modified_at,
        users._batch,
        users._line,
    from users
)
select * from final
