import { type CompileContext, mask, tableSql } from '../compile-context.ts';
import { createParameters, type ParameterValue } from '../parameters.ts';
import type { RowPolicy } from '../policy.ts';
import { customerNamesSql } from '../orders/customer-names.ts';
import { predicateSql } from '../predicate.ts';
import { customerYear } from './customer-year.ts';
import { personalTextSql } from './personal-text.ts';
import { unratedSql } from './unrated-invoices.ts';
import { visibleGoldenSql } from './visible-golden.ts';

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly ParameterValue[];
}

/** Fields of a golden customer that may lead to a natural person, whoever the customer is. */
const alwaysPersonal = ['email', 'phone', 'street', 'owner_key'];
/** Fields that name the customer: personal when it is not a company. */
const namesCustomer = ['name', 'legal_name', 'tax_id', 'website'];

const list = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

/** An id as asked for → the golden customer it leads to: itself, what it was merged into, or that of a source record. */
export function compileResolve(id: string, policy: RowPolicy, context: CompileContext): Statement {
  const parameters = createParameters();
  const asked = parameters.text(id);
  const table = (name: string): string => tableSql(context, name);
  const sql = `with records as (
  select r.customer_id, r.golden_id, r.customer_no from ${table('bridge_golden_record')} r
  join (select customer_id from ${table('dim_customer')} where is_current and customer_no <> 0 and ${predicateSql(policy.predicate, parameters)}) c on r.customer_id = c.customer_id
)
select golden_id, customer_no::integer as customer_no from (
  select 0 as way, golden_id, customer_no from records where golden_id = ${asked}
  union all
  select 1, records.golden_id, customer_no from ${table('bridge_golden_redirect')} f join records on f.golden_id = records.golden_id where f.old_golden_id = ${asked}
  union all
  select 2, golden_id, customer_no from records where customer_id = ${asked}
) order by way, golden_id limit 1`;
  return { sql, parameters: parameters.values };
}

/** One row: what the heading of the page says of a golden customer. */
export function compileHeading(goldenId: string, policy: RowPolicy, context: CompileContext): Statement {
  const parameters = createParameters();
  const golden = visibleGoldenSql(policy, parameters, context, goldenId);
  const personal = (column: string): string =>
    policy.maskPersonal
      ? `case when golden.is_person and golden.${column} is not null then '${mask}' else golden.${column} end as ${column}`
      : `golden.${column}`;
  const owner = policy.maskPersonal ? `case when e.name is not null then '${mask}' end` : 'e.name';
  const sql = `with ${golden},
owners as (select golden_id, arg_min(value, rank) as owner_key from offers where field = 'owner_key' group by golden_id)
select ${personal('name')}, ${personal('other_name')}, golden.kind, golden.region, golden.channel, ${owner} as owner, golden.is_active,
  golden.created_on::varchar as created_on, d.opted_out, golden.sources, golden.in_crm, golden.in_erp, golden.record_count
from golden
left join owners on golden.golden_id = owners.golden_id
left join ${tableSql(context, 'dim_employee')} e on owners.owner_key = e.employee_id
left join ${tableSql(context, 'dim_golden_customer')} d on golden.golden_id = d.golden_id`;
  return { sql, parameters: parameters.values };
}

/**
 * [C360-4] Every value that a record seen by this person offers or that is pinned on it, the one that holds first. The rule is told only to
 * someone without a scope: it was decided among all records.
 */
export function compileOffers(goldenId: string, policy: RowPolicy, context: CompileContext): Statement {
  const parameters = createParameters();
  const golden = visibleGoldenSql(policy, parameters, context, goldenId);
  const value = `case when offers.field = 'owner_key' then coalesce(e.name, offers.value) else offers.value end`;
  const shown = policy.maskPersonal
    ? `case when offers.field in (${list(alwaysPersonal)}) or (golden.is_person and offers.field in (${list(namesCustomer)})) then '${mask}' else ${value} end`
    : value;
  const rule = policy.predicate.kind === 'all' ? 'offers.rule' : 'null::varchar';
  const sql = `with ${golden}
select offers.field, ${shown} as value, offers.customer_id as record, visible.source, ${rule} as rule, offers.valid_from::varchar as valid_from, offers.decision_id as decision
from offers join visible on offers.customer_id = visible.customer_id cross join golden
left join ${tableSql(context, 'dim_employee')} e on offers.field = 'owner_key' and offers.value = e.employee_id
order by offers.field, offers.rank`;
  return { sql, parameters: parameters.values };
}

/** The source records this person may see, and the weight of the strongest tie among them in bits. */
export function compileRecords(goldenId: string, policy: RowPolicy, context: CompileContext): Statement {
  const parameters = createParameters();
  const golden = visibleGoldenSql(policy, parameters, context, goldenId);
  const name = policy.maskPersonal
    ? `case when golden.is_person and visible.name is not null then '${mask}' else visible.name end`
    : 'visible.name';
  const sql = `with ${golden},
ties as (
  select left_id, right_id, weight from ${tableSql(context, 'fct_identity_pair')}
  where same_golden and left_id in (select customer_id from visible) and right_id in (select customer_id from visible)
),
weights as (select id, max(weight) as weight from (select left_id as id, weight from ties union all select right_id, weight from ties) group by id)
select visible.customer_id as record, visible.source, visible.role, ${name} as name, visible.region, visible.channel, visible.created_on::varchar as created_on,
  visible.is_active is not false as is_active, case when golden.record_count = 1 then 'alone' else visible.joined_by end as joined_by,
  (weights.weight / 1000.0)::double as weight, visible._source, visible._batch, visible._line::double as _line
from visible cross join golden left join weights on visible.customer_id = weights.id
order by visible.role, visible.customer_id`;
  return { sql, parameters: parameters.values };
}

/** [C360-2] Persons at a customer, of the contact records this person may see; consent is the strictest of all records. */
export function compileContacts(customerNo: number, policy: RowPolicy, context: CompileContext): Statement {
  const parameters = createParameters();
  const table = (name: string): string => tableSql(context, name);
  const shown = (column: string): string =>
    policy.maskPersonal ? `case when ${column} is not null then '${mask}' end as ${column}` : column;
  const best = (column: string, own: string): string =>
    `coalesce(min(${own}) filter (where ${own} = g.${column}), min(${own})) as ${column}`;
  const sql = `with people as (
  select b.golden_contact_id, ${best('name', 'c.full_name')}, ${best('title', 'c.title')}, ${best('email', 'c.email')}, ${best('phone', 'c.phone')},
    bool_or(g.opted_out) as opted_out, string_agg(distinct c._source, ',' order by c._source) as sources
  from (select * from ${table('dim_contact')} where customer_no = ${parameters.integer(customerNo)} and ${predicateSql(policy.predicate, parameters)}) c
  join ${table('bridge_contact_record')} b on c.contact_id = b.contact_id
  left join ${table('dim_golden_contact')} g on b.golden_contact_id = g.golden_contact_id
  group by b.golden_contact_id
)
select golden_contact_id, ${shown('name')}, title, ${shown('email')}, ${shown('phone')}, opted_out, sources
from people order by golden_contact_id limit 200`;
  return { sql, parameters: parameters.values };
}

/** Opportunities that are open, the largest first. Their names quote a natural person where the customer is one. */
export function compileOpportunities(
  customerNo: number,
  policy: RowPolicy,
  context: CompileContext,
): Statement {
  const parameters = createParameters();
  const number = parameters.integer(customerNo);
  const name = personalTextSql('name', 'unless_company', '(select is_person from customers)', policy);
  const sql = `with ${customerNamesSql(policy, parameters, context, number)}
select opportunity_id, ${name} as name, stage, amount_base::double as amount, currency, amount::double as amount_in_currency, probability::double as probability, created_on::varchar as created_on, close_on::varchar as close_on,
  _source, _batch, _line::double as _line
from ${tableSql(context, 'fct_opportunity')}
where customer_no = ${number} and is_closed is not true and ${predicateSql(policy.predicate, parameters)}
order by amount_base desc nulls last, opportunity_id limit 100`;
  return { sql, parameters: parameters.values };
}

/**
 * [C360-6] One row: how fast invoices of the last twelve months' payments were paid, weighted by the money settled, from
 * issue and from due day; the day of the last order; and how many documents the customer's sums leave out [C360-8].
 */
export function compilePaying(customerNo: number, policy: RowPolicy, context: CompileContext): Statement {
  const parameters = createParameters();
  const window = customerYear(context.asOf);
  const { from, to } = window;
  const table = (name: string): string => tableSql(context, name);
  const mine = `customer_no = ${parameters.integer(customerNo)} and ${predicateSql(policy.predicate, parameters)}`;
  const weighted = (since: string): string =>
    `(sum(p.settled_base * (p.paid_on - i.${since})) / nullif(sum(p.settled_base), 0))::double`;
  const sql = `select
  (select ${weighted('issued_on')} from settled p join billed i on p.invoice_id = i.invoice_id) as days_to_pay,
  (select ${weighted('due_on')} from settled p join billed i on p.invoice_id = i.invoice_id) as days_past_due,
  (select max(ordered_on)::varchar from ${table('fct_sales_order_line')} where ${mine} and status in ('confirmed', 'done') and is_cancelled is not true) as last_order_on,
  (select of_year::double from unrated_lines) as revenue_unrated, (select ever::double from unrated_lines) as lifetime_unrated,
  (select unpaid::double from unrated_invoices) as receivables_unrated, (select overdue::double from unrated_invoices) as overdue_unrated,
  (select unsettled::double from unrated_payments) as receivables_payments, (select of_overdue::double from unrated_payments) as overdue_payments, (select of_year::double from unrated_payments) as days_payments,
  (select count(*)::double from ${table('fct_opportunity')} where ${mine} and is_closed is not true and amount <> 0 and amount_base is null) as opportunities_unrated`;
  return {
    sql: `with settled as (select * from ${table('fct_payment')} where ${mine} and settled_base > 0 and paid_on >= ${parameters.date(from)} and paid_on < ${parameters.date(to)}),
billed as (select * from ${table('fct_invoice')} where ${mine} and kind = 'invoice'),
${unratedSql(window, policy, parameters, context, `customer_no = ${parameters.integer(customerNo)}`)}
${sql}`,
    parameters: parameters.values,
  };
}
