import { type CompileContext, tableSql } from '../compile-context.ts';
import type { Parameters } from '../parameters.ts';
import type { RowPolicy } from '../policy.ts';
import { predicateSql } from '../predicate.ts';

/** SQL, true of a name in Chinese characters. */
export const inHan = (column: string): string => `regexp_matches(${column}, '\\p{Han}')`;

/** Fields that name or place a customer: what lists and headings need. */
const named = [
  'name',
  'legal_name',
  'kind',
  'tax_id',
  'region',
  'channel',
  'street',
  'city',
  'postcode',
  'country',
];

const first = (field: string): string =>
  `arg_min({'value': value, 'record': customer_id, 'pinned': is_winner and rule = 'pin'}, rank) filter (where field = '${field}')`;

/** The address is that of one record: what this record does not say is not taken from another. */
const ofPlace = (field: string): string =>
  `case when ${field}.pinned or ${field}.record = place or place is null then ${field}.value end`;

/**
 * [C360-1] The golden customers a person may see, made of the source records they may see and of nothing else, as
 * common table expressions: `visible` (records), `offers` (their values) and `golden` (one row a customer). With `only`,
 * of one golden customer.
 */
export function visibleGoldenSql(
  policy: RowPolicy,
  parameters: Parameters,
  context: CompileContext,
  only?: string,
): string {
  const table = (name: string): string => tableSql(context, name);
  const one = only === undefined ? 'true' : `golden_id = ${parameters.text(only)}`;
  return `visible as (
  select r.customer_id, r.golden_id, r.customer_no, r.source, r.role, r.joined_by,
    c.name, c.kind, c.region, c.channel, c.is_active, c.created_on, c.external_ref, c._source, c._source_key, c._batch, c._line
  from (select * from ${table('bridge_golden_record')} where ${one}) as r
  join (select * from ${table('dim_customer')} where is_current and customer_no <> 0 and ${predicateSql(policy.predicate, parameters)}) as c
    on r.customer_id = c.customer_id
),
offers as (
  select o.* from (select * from ${table('bridge_golden_value')} where ${one}) as o semi join visible on o.customer_id = visible.customer_id
),
chosen as (
  select golden_id, ${named.map((field) => `${first(field)} as ${field}`).join(', ')},
    arg_min(value, row(field <> 'name', rank)) filter (where field in ('name', 'legal_name') and ${inHan('value')}) as han,
    arg_min(value, row(field <> 'name', rank)) filter (where field in ('name', 'legal_name') and not ${inHan('value')}) as latin
  from offers group by golden_id
),
placed as (
  select *, case when not street.pinned then street.record when not city.pinned then city.record
    when not postcode.pinned then postcode.record when not country.pinned then country.record end as place
  from chosen
),
systems as (
  select golden_id, min(customer_no) as customer_no, string_agg(distinct source, ',' order by source) as sources,
    bool_or(role = 'crm' and is_active is not false) as in_crm, bool_or(role = 'erp' and is_active is not false) as in_erp, count(*)::integer as record_count,
    bool_or(is_active is not false) as is_active, min(created_on) as created_on
  from visible group by golden_id
),
golden as (
  select systems.*, placed.name.value as name, case when ${inHan('placed.name.value')} then latin else han end as other_name,
    placed.kind.value as kind, (placed.kind.value is distinct from 'company') as is_person,
    ${ofPlace('region')} as region, placed.channel.value as channel, ${ofPlace('city')} as city
  from systems left join placed on systems.golden_id = placed.golden_id
)`;
}
