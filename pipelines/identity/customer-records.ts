import type { Warehouse } from '../../src/warehouse/open.ts';
import { integerColumns } from '../../src/warehouse/bulk-rows.ts';
import { makeScratch, scratchTable } from './scratch.ts';

/** Names compared here are letters and digits only; marks of cities and branches are what is left at the end. */
const bare = (column: string): string =>
  `regexp_replace(lower(strip_accents(${column})), '[^a-z0-9\\p{Han}]', '', 'g')`;
const bareTax = (column: string): string =>
  `nullif(regexp_replace(upper(${column}), '[^A-Z0-9]', '', 'g'), '')`;

/**
 * The newest version of every customer record, numbered by age (0 = made first, ties by id), as the scratch table
 * `identity_customer`: n, customer_id, source, role and the canonical columns. Gives how many there are.
 */
export async function collectCustomerRecords(warehouse: Warehouse): Promise<number> {
  await makeScratch(
    warehouse,
    'customer',
    `with newest as (
      select * from int_customer
      qualify row_number() over (
        partition by _source, source_key
        order by valid_from desc, _modified_at desc, name, legal_name, kind, parent_key, merged_into_key, external_ref, tax_id, email, phone,
          website, street, city, province, postcode, country, industry, owner_key, channel, currency, credit_limit,
          payment_terms_days, is_active, created_on
      ) = 1
    )
    select
      cast(row_number() over (order by created_on nulls last, concat(_source, '|', source_key)) - 1 as integer) as n,
      concat(newest._source, '|', source_key) as customer_id,
      newest._source as source,
      coalesce(etl_source.role, 'other') as role,
      newest.* exclude (_source, _batch, _line)
    from newest left join etl_source on newest._source = etl_source.source`,
  );
  const [row] = await warehouse.rows<{ n: number }>(
    `select count(*)::double as n from ${scratchTable('customer')}`,
  );
  return row?.n ?? 0;
}

/** [GOLDEN-3] What the sources themselves say is one. */
export interface SaidBySource {
  readonly numbers: readonly (readonly [number, number])[];
  /** The same as a SELECT of two record ids. */
  readonly select: string;
}

/**
 * [GOLDEN-3] A record merged into another, and a branch with its parent, as the scratch table `identity_said` (a, b). A
 * record with a parent is a branch when neither tax number speaks against it and it carries the parent's tax number or
 * name.
 */
export async function saidBySource(warehouse: Warehouse): Promise<SaidBySource> {
  const customer = scratchTable('customer');
  await makeScratch(
    warehouse,
    'said',
    `with merged as (
      select a.n as a, b.n as b from ${customer} a join ${customer} b
      on a.source = b.source and a.merged_into_key = b.source_key and a.n <> b.n
    ),
    branches as (
      select a.n as a, b.n as b,
        ${bareTax('a.tax_id')} as own_tax, ${bareTax('b.tax_id')} as parent_tax,
        ${bare('a.name')} as own_name, ${bare('b.name')} as parent_name
      from ${customer} a join ${customer} b on a.source = b.source and a.parent_key = b.source_key and a.n <> b.n
    )
    select a, b from merged
    union
    select a, b from branches
    where (own_tax is null or parent_tax is null or own_tax = parent_tax)
      and (
        own_tax = parent_tax
        or starts_with(own_name, parent_name)
        or (length(parent_name) >= 6 and levenshtein(left(own_name, length(parent_name)), parent_name) <= 4)
      )`,
  );
  const said = scratchTable('said');
  const [left = new Int32Array(), right = new Int32Array()] = await integerColumns(
    warehouse,
    `select a, b from ${said} order by all`,
  );
  return {
    numbers: Array.from(left, (a, at): [number, number] => [a, right[at] ?? a]),
    select: `select x.customer_id, y.customer_id from ${said} join ${customer} x on x.n = a join ${customer} y on y.n = b order by 1, 2`,
  };
}
