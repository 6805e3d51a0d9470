import type { ActiveIdentityDecision } from '../../src/contract/identity-decision.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { groupRecords } from './rules/group-records.ts';
import { makeScratch } from './scratch.ts';

/**
 * [GOLDEN-9] Product records of different sources are one product when their codes agree, signs and case apart, and no
 * unit of measure differs; or, where one has no code, when their names agree. Records of one source are what it says.
 */
export async function resolveProducts(
  warehouse: Warehouse,
  decisions: readonly ActiveIdentityDecision[],
): Promise<void> {
  await makeScratch(
    warehouse,
    'product',
    `with newest as (
      select * from int_product
      qualify row_number() over (
        partition by _source, source_key
        order by valid_from desc, _modified_at desc, code, name, name_zh, category, uom, is_active
      ) = 1
    ),
    oldest as (select _source, source_key, min(valid_from) as made from int_product group by all)
    select
      cast(row_number() over (order by made, concat(_source, '|', source_key)) - 1 as integer) as n,
      concat(_source, '|', source_key) as product_id,
      _source as source,
      nullif(regexp_replace(upper(code), '[^A-Z0-9]', '', 'g'), '') as code,
      nullif(regexp_replace(lower(strip_accents(name)), '[^\\w\\p{Han}]', '', 'g'), '') as name,
      lower(trim(uom)) as uom
    from newest join oldest using (_source, source_key)`,
  );
  await groupRecords(warehouse, 'product', ['source', 'code', 'name', 'uom'], decisions);
}
