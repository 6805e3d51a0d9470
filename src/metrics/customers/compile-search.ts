import type { CustomerSearch } from '../../contract/api/customers.ts';
import { type CompileContext, mask, tableSql } from '../compile-context.ts';
import { createParameters, type ParameterValue } from '../parameters.ts';
import type { RowPolicy } from '../policy.ts';
import { memberSql, predicateSql } from '../predicate.ts';
import { customerYear } from './customer-year.ts';
import { unratedSql } from './unrated-invoices.ts';
import { visibleGoldenSql } from './visible-golden.ts';

export interface CompiledSearch {
  /** Columns as in `searchColumns`. */
  readonly sql: string;
  /** One row: how many there are on all pages. */
  readonly count: string;
  readonly parameters: readonly ParameterValue[];
}

export const searchColumns = [
  'golden_id',
  'name',
  'other_name',
  'kind',
  'region',
  'channel',
  'city',
  'sources',
  'in_crm',
  'in_erp',
  'record_count',
  'matched',
  'revenue',
  'receivables',
  'overdue',
  'revenue_unrated',
  'receivables_unrated',
  'overdue_unrated',
  'receivables_payments',
  'overdue_payments',
] as const;

/** Words a search looks at; more are not looked at. */
const maxWords = 6;

const sorted = { revenue: 'revenue', receivables: 'receivables', overdue: 'balances.overdue' } as const;

const onlyIn = {
  any: 'true',
  crm_only: 'in_crm and not in_erp',
  erp_only: 'in_erp and not in_crm',
  both: 'in_crm and in_erp',
} as const;

/** [C360-3] Letters and digits only, in upper case: how ids and tax numbers are compared. */
export const plainNumber = (text: string): string => text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * [C360-3] Golden customers by name in either script, id, account or tax number; best match first, then by revenue.
 * `sounding` are names that sound like the words. What is masked for this person cannot be searched by.
 */
export function compileCustomerSearch(
  search: CustomerSearch,
  sounding: readonly string[],
  policy: RowPolicy,
  context: CompileContext,
): CompiledSearch {
  const parameters = createParameters();
  const table = (name: string): string => tableSql(context, name);
  const visible = (): string => predicateSql(policy.predicate, parameters);
  const words = search.q.normalize('NFKC').trim().toLowerCase();
  const { from, to } = customerYear(context.asOf);
  const shown = policy.maskPersonal ? 'not is_person' : 'true';
  const named = namedByIdSql(words, visible, table, parameters);
  const filters = [
    ...(search.region.length > 0 ? [memberSql('region', search.region, parameters)] : []),
    ...(search.channel.length > 0 ? [memberSql('channel', search.channel, parameters)] : []),
    onlyIn[search.system],
  ];
  const ctes = [
    visibleGoldenSql(policy, parameters, context),
    words === '' ? everyoneSql : matchedSql(words, sounding, shown, parameters, named),
    `found as (
  select golden.*, matched.grade, matched.what from golden join matched on golden.golden_id = matched.golden_id
  where ${filters.join(' and ')}
)`,
  ];
  const sums = [
    `revenues as (select customer_no, sum(amount_base) as revenue from ${table('fct_invoice_line')} where issued_on >= ${parameters.date(from)} and issued_on < ${parameters.date(to)} and ${visible()} group by customer_no)`,
    `balances as (select customer_no, sum(delta_base) as receivables, sum(overdue_delta_base) as overdue from ${table('mart_receivable_event')} where date_on < ${parameters.date(to)} and ${visible()} group by customer_no)`,
    unratedSql({ from, to }, policy, parameters, context),
  ];
  const masked = (column: string): string =>
    policy.maskPersonal
      ? `case when is_person and ${column} is not null then '${mask}' else ${column} end as ${column}`
      : column;
  return {
    sql: `with ${[...ctes, ...sums].join(',\n')}
select golden_id, ${masked('name')}, ${masked('other_name')}, kind, region, channel, city, sources, in_crm, in_erp, record_count,
  what as matched, coalesce(revenue, 0)::double as revenue, coalesce(receivables, 0)::double as receivables, coalesce(balances.overdue, 0)::double as overdue,
  coalesce(unrated_lines.of_year, 0)::double as revenue_unrated, coalesce(unrated_invoices.unpaid, 0)::double as receivables_unrated, coalesce(unrated_invoices.overdue, 0)::double as overdue_unrated,
  coalesce(unrated_payments.unsettled, 0)::double as receivables_payments, coalesce(unrated_payments.of_overdue, 0)::double as overdue_payments
from found left join revenues on found.customer_no = revenues.customer_no left join balances on found.customer_no = balances.customer_no
left join unrated_lines on found.customer_no = unrated_lines.customer_no left join unrated_invoices on found.customer_no = unrated_invoices.customer_no
left join unrated_payments on found.customer_no = unrated_payments.customer_no
order by grade, coalesce(${sorted[search.order]}, 0) desc, coalesce(revenue, 0) desc, golden_id
limit ${parameters.integer(search.limit)} offset ${parameters.integer(search.offset)}`,
    count: `with ${ctes.join(',\n')} select count(*)::double as total from found`,
    parameters: parameters.values,
  };
}

const everyoneSql = `matched as (select golden_id, 9 as grade, null::varchar as what from golden)`;

function matchedSql(
  words: string,
  sounding: readonly string[],
  shown: string,
  parameters: ReturnType<typeof createParameters>,
  named: string,
): string {
  const whole = parameters.text(words);
  const number = parameters.text(plainNumber(words) || words);
  const each = words
    .split(/\s+/)
    .slice(0, maxWords)
    .map((word) => `contains(text, ${parameters.text(word)})`)
    .join(' and ');
  const sounds =
    sounding.length === 0
      ? 'false'
      : `value in (${sounding.map((name) => parameters.text(name)).join(', ')})`;
  const close = closeTo(words, parameters);
  const plain = (column: string): string =>
    `regexp_replace(upper(${column}), '[^\\p{L}\\p{N}]', '', 'g') = ${number}`;
  return `readable as (select golden_id from golden where ${shown}),
said as (select golden_id, field, value, lower(value) as text from offers semi join readable on offers.golden_id = readable.golden_id where field in ('name', 'legal_name', 'tax_id')),
hits as (
  select golden_id, 'record' as what, 0 as grade from visible
  where lower(customer_id) = ${whole} or ${plain('_source_key')} or ${plain('external_ref')}
  ${named}
  union all
  select golden_id, 'tax_id', 0 from said where field = 'tax_id' and ${plain('value')}
  union all
  select golden_id, case when ${each} then 'name' else 'pinyin' end,
    case when text = ${whole} then 1 when starts_with(text, ${whole}) then 2 when ${each} then 3 else 4 end
  from said where field <> 'tax_id' and ((${each}) or ${sounds})
),
near as (
  select golden_id, 'close' as what, 5 as grade from (select golden_id, list_filter(string_split_regex(text, '[^\\p{L}\\p{N}]+'), lambda word: word <> '') as tokens from said where field <> 'tax_id' and ${close !== 'false'} and not exists (select 1 from hits))
  where ${close}
),
matched as (select golden_id, min(grade) as grade, arg_min(what, row(grade, what)) as what from (select * from hits union all select * from near) group by golden_id)`;
}

/**
 * [C360-3] Further hits: the golden customer whose id, now or before, is what was asked, or that of a contact of theirs.
 * Nothing where the words are no such id (`gc_…`), so that they cost other searches nothing.
 */
function namedByIdSql(
  words: string,
  visible: () => string,
  table: (name: string) => string,
  parameters: ReturnType<typeof createParameters>,
): string {
  if (!/^[a-z]+_\w+$/.test(words)) return '';
  const id = parameters.text(words);
  return `union all
  select golden_id, 'record', 0 from golden where golden_id = ${id}
    or golden_id in (select golden_id from ${table('bridge_golden_redirect')} where old_golden_id = ${id})
    or customer_no in (
      select customer_no from ${table('dim_contact')} where customer_no <> 0 and ${visible()} and contact_id in (
        select contact_id from ${table('bridge_contact_record')} where golden_contact_id = ${id} or golden_contact_id in (
          select golden_id from ${table('bridge_tied_redirect')} where entity = 'contact' and old_golden_id = ${id}
        )
      )
    )`;
}

/**
 * [C360-3] SQL over a name's `tokens`: each word of five Latin letters or more is one of them but for one slip (two from
 * nine letters on), each shorter one begins one. False where no word is long enough to be mistyped.
 */
function closeTo(words: string, parameters: ReturnType<typeof createParameters>): string {
  const each = words
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, maxWords);
  const long = each.filter((word) => /^[\p{Script=Latin}\d]{5,}$/u.test(word));
  if (long.length === 0) return 'false';
  return each
    .map((word) => {
      const asked = parameters.text(word);
      const test = long.includes(word)
        ? `damerau_levenshtein(token, ${asked}) <= ${word.length < 9 ? 1 : 2}`
        : `starts_with(token, ${asked})`;
      return `list_bool_or(list_transform(tokens, lambda token: ${test}))`;
    })
    .join(' and ');
}
