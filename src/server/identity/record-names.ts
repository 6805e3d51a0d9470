import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';

/** Names of customer, contact and product records that are in the data, by id; a record without a name has its id. */
export async function recordNames(
  lease: Pick<ServingLease, 'rows'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await records<{ id: string; name: string }>(
    lease,
    `with asked as (select unnest(from_json($1::json, '["varchar"]')) as id)
select id, coalesce(name, id) as name from asked join dim_customer on customer_id = id and is_current
union all
select id, coalesce(full_name, id) from asked join dim_contact on contact_id = id
union all
select id, coalesce(name, id) from asked join dim_product on product_id = id and is_current`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
