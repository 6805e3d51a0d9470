import type { Warehouse } from '../../src/warehouse/open.ts';
import { scratchTable, makeScratch } from './scratch.ts';
import type { LinkThresholds } from './thresholds.ts';

const normalised = {
  tax_id: `nullif(regexp_replace(upper(tax_id), '[^A-Z0-9]', '', 'g'), '')`,
  external_ref: `nullif(trim(upper(external_ref)), '')`,
  email: `nullif(lower(trim(email)), '')`,
  phone: `nullif(regexp_replace(phone, '[^0-9]', '', 'g'), '')`,
  name: `nullif(regexp_replace(lower(strip_accents(name)), '[^\\w\\p{Han}]', '', 'g'), '')`,
};

/** Weights in 1/1000 bit of exact agreement, field by field. */
const weights = { tax_id: 16_000, external_ref: 12_000, email: 8_000, phone: 8_000, name: 9_000 };
const own: LinkThresholds = { match: 10_000, review: 8_000 };
const floor = own.review;

/** A linker of exact keys: records that agree in fields worth ten bits are one. */
export async function exactLinker(
  warehouse: Warehouse,
  chosen: LinkThresholds | undefined,
): Promise<LinkThresholds> {
  const { match, review } = chosen ?? own;
  const fields = Object.entries(normalised);
  const names = fields.map(([field]) => field);
  await makeScratch(
    warehouse,
    'key',
    `select n, customer_id, source, ${fields.map(([field, sql]) => `${sql} as ${field}`).join(', ')} from ${scratchTable('customer')}`,
  );
  const key = scratchTable('key');
  const blocks = names
    .map(
      (field) =>
        `select n, '${field}' as block, ${field} as value from ${key} where ${field} is not null qualify count(*) over (partition by ${field}) between 2 and 50`,
    )
    .join(' union all ');
  const addends = Object.entries(weights)
    .map(
      ([field, weight]) =>
        `{'field': '${field}', 'level': case when l.${field} = r.${field} then 1 when l.${field} <> r.${field} then 0 end, 'label': case when l.${field} = r.${field} then 'exact' when l.${field} <> r.${field} then 'differs' else 'missing' end, 'weight': case when l.${field} = r.${field} then ${weight} when l.${field} <> r.${field} then ${field === 'tax_id' ? -20_000 : 0} else 0 end}`,
    )
    .join(', ');
  await makeScratch(
    warehouse,
    'scored',
    `with
    keyed as (${blocks}),
    pairs as (
      select a.n as left_n, b.n as right_n, list(a.block order by a.block) as blocks
      from keyed a join keyed b on a.block = b.block and a.value = b.value and a.n < b.n
      group by all
    ),
    compared as (
      select left_n, right_n, blocks, [${addends}]::struct("field" varchar, "level" integer, "label" varchar, "weight" integer)[] as addends
      from pairs join ${key} l on l.n = left_n join ${key} r on r.n = right_n
    ),
    weighed as (
      select *, list_sum(list_transform(addends, lambda addend: addend.weight))::integer as weight from compared
    )
    select left_n, right_n, weight, round(pow(2, weight / 1000.0 - 4) / (1 + pow(2, weight / 1000.0 - 4)), 6)::double as probability,
      case when weight >= ${match} then 'match' when weight >= ${review} then 'review' else 'apart' end as band, blocks, addends
    from weighed where weight >= ${Math.min(floor, review)}`,
  );
  const map = `map_from_entries(list_filter([${names.map((field) => `('${field}', ${field})`).join(', ')}], lambda entry: entry[2] is not null))`;
  await warehouse.run(
    `insert into mart_identity_record
     select customer_id, source, ${map}, list_filter([${names.map((field) => `'${field}:' || ${field}`).join(', ')}], lambda entry: entry is not null)
     from ${key} order by customer_id`,
  );
  await warehouse.run(`insert into meta_identity_model values ('customer', $1)`, [
    JSON.stringify({
      linker: 'exact',
      weights,
      thresholds: { match, review },
      default_thresholds: own,
      floor,
    }),
  ]);
  return { match, review };
}
