with
names as (
    select country, province, region, province as said from ref_regions where province is not null
    union all
    select country, province, region, province_zh from ref_regions where province_zh is not null
),
final as (
    select
        country,
        regexp_replace(
            lower(trim(said)),
            '(\s+(province|municipality|sheng|shi)|壮族自治区|维吾尔自治区|回族自治区|自治区|特别行政区|省|市)$',
            ''
        ) as spelling,
        min(province) as province,
        min(region) as region,
    from names
    group by all
)
select * from final
