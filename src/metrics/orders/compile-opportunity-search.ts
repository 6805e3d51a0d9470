import type { OrderSearch } from '../../contract/api/orders.ts';
import { type CompileContext, tableSql } from '../compile-context.ts';
import type { Statement } from '../customers/compile-customer.ts';
import { personalTextSql } from '../customers/personal-text.ts';
import { createParameters } from '../parameters.ts';
import type { RowPolicy } from '../policy.ts';
import { memberSql, predicateSql } from '../predicate.ts';
import { customerNamesSql } from './customer-names.ts';
import { customersNamedSql } from './customers-named.ts';
import { numberGradeSql, shownGradesSql } from './number-grade.ts';

/** Opportunities shown of one search. */
const most = 20;

/** SQL of what is told of an opportunity; `o` is its row, `c` its customer. A name that is masked is not read. */
const columns = (policy: RowPolicy): string =>
  `o.opportunity_id, o.number, ${personalTextSql('o.name', 'unless_company', `c.is_person or o.kind = 'lead'`, policy)} as name,
  c.customer_no, c.golden_id, c.name as customer_name, o.region, o.channel, o.stage, o.standing, o.lead_source, o.event_on::varchar as event_on,
  o.due_on::varchar as due_on, o.amount_base::double as amount, o.currency, o.amount::double as amount_in_currency`;

/**
 * [ORDERS-8] Opportunities without an order by number or name, best match first; then those an order is missing of, then
 * the open ones, the newest first. `found`: how many there are.
 */
export function compileOpportunitySearch(
  search: OrderSearch,
  sounding: readonly string[],
  policy: RowPolicy,
  context: CompileContext,
): Statement {
  const parameters = createParameters();
  const readable = policy.maskPersonal
    ? `kind <> 'lead' and customer_no in (select customer_no from customers where not is_person)`
    : 'true';
  const filters = [
    predicateSql(policy.predicate, parameters),
    ...(search.region.length > 0 ? [memberSql('region', search.region, parameters)] : []),
    ...(search.channel.length > 0 ? [memberSql('channel', search.channel, parameters)] : []),
  ];
  const sql = `with ${customerNamesSql(policy, parameters, context)},
visible as (select * from ${tableSql(context, 'mart_unordered_opportunity')} where ${filters.join(' and ')}),
texts as (
  select opportunity_id, number as value, number_token as token, kind from visible
  union all
  select opportunity_id, lead_number, lead_token, 'lead' from visible
  union all
  select opportunity_id, name, name_token, kind from visible where ${readable}
),
named as (${customersNamedSql(search.q, sounding, policy, parameters, context)}),
met as (
  select opportunity_id, kind, value, ${numberGradeSql(search.q, parameters)} as grade from texts where token <> ''
  union all
  select v.opportunity_id, 'customer', named.value, named.grade from visible v join named on v.customer_no = named.customer_no
),
matched as (
  select opportunity_id, min(grade) as grade, to_json(list({'kind': kind, 'value': value} order by grade, kind desc, value)[1:3])::varchar as hits
  from met where ${shownGradesSql('met')} group by opportunity_id
)
select ${columns(policy)}, matched.grade, matched.hits, (count(*) over ())::double as found
from visible o join matched on o.opportunity_id = matched.opportunity_id left join customers c on o.customer_no = c.customer_no
order by matched.grade, list_position(['won_without_order', 'won_no_order_yet', 'no_order_yet', 'lead_open', 'lost', 'lead_closed'], o.standing), o.event_on desc nulls last, o.opportunity_id
limit ${parameters.integer(most)}`;
  return { sql, parameters: parameters.values };
}

/** [ORDERS-8] One of them by its id or number. */
export function compileOpportunity(
  id: string,
  token: string,
  policy: RowPolicy,
  context: CompileContext,
): Statement {
  const parameters = createParameters();
  const asked = parameters.text(id);
  const sql = `with visible as (
  select * from ${tableSql(context, 'mart_unordered_opportunity')}
  where (opportunity_id = ${asked} or nullif(${parameters.text(token)}, '') in (number_token, lead_token)) and ${predicateSql(policy.predicate, parameters)}
),
${customerNamesSql(policy, parameters, context, 'select customer_no from visible')}
select ${columns(policy)} from visible o left join customers c on o.customer_no = c.customer_no
order by o.opportunity_id <> ${asked}, o.kind = 'lead', o.opportunity_id limit 1`;
  return { sql, parameters: parameters.values };
}
