import { type EventKind, eventKinds } from '../../contract/event-kinds.ts';
import { type CompileContext, tableSql } from '../compile-context.ts';
import { createParameters } from '../parameters.ts';
import type { RowPolicy } from '../policy.ts';
import { predicateSql } from '../predicate.ts';
import { customerNamesSql } from '../orders/customer-names.ts';
import type { Statement } from './compile-customer.ts';
import { type PersonalText, personalTextSql } from './personal-text.ts';

export const timelineColumns = [
  'kind',
  'key',
  'on',
  'number',
  'text',
  'status',
  'flag',
  'days',
  'amount',
  'currency',
  'amount_in_currency',
  'order',
  '_source',
  '_batch',
  '_line',
] as const;

interface EventSource {
  readonly table: string;
  readonly where?: string;
  readonly join?: string;
  /** SQL of each column of the time line; `t` is the fact. A key names the event within its kind. */
  readonly kind: string;
  readonly key: string;
  readonly on: string;
  readonly number?: string;
  readonly text?: string;
  /** The text may name or quote a natural person. */
  readonly personal?: PersonalText;
  readonly status?: string;
  readonly flag?: string;
  readonly days?: string;
  readonly amount?: string;
  /** In the currency of the document, which is column `currency` of the fact. */
  readonly own?: string;
  readonly order?: string;
}

/** [C360-5] What a time line is made of. Every table has region, channel, customer_no and its source line. */
const sources: readonly EventSource[] = [
  {
    table: 'fct_campaign_member',
    join: 'left join campaigns on t.campaign_id = campaigns.campaign_id',
    kind: `'campaign'`,
    key: 't.campaign_member_id',
    on: 't.joined_on',
    text: 'campaigns.name',
    status: 't.status',
  },
  {
    table: 'fct_activity',
    kind: `'activity'`,
    key: 't.activity_id',
    on: 't.occurred_on',
    number: 't.kind',
    text: 't.subject',
    personal: 'always',
    status: 't.status',
  },
  {
    table: 'fct_lead',
    kind: `'lead'`,
    key: 't.lead_id',
    on: 't.created_on',
    text: 't.name',
    personal: 'always',
    status: 't.status',
    flag: `case when not t.is_closed then 'open' end`,
  },
  {
    table: 'fct_opportunity',
    kind: `'opportunity'`,
    key: `t.opportunity_id || '|created'`,
    on: 't.created_on',
    text: 't.name',
    personal: 'unless_company',
    status: 't.stage',
    flag: `case when t.is_closed is not true then 'open' end`,
    amount: 't.amount_base',
    own: 't.amount',
  },
  {
    table: 'fct_opportunity',
    where: 't.is_closed',
    kind: `'opportunity'`,
    key: `t.opportunity_id || '|closed'`,
    on: 't.closed_on',
    text: 't.name',
    personal: 'unless_company',
    status: 't.stage',
    flag: `case when t.is_won then 'won' else 'lost' end`,
    amount: 't.amount_base',
    own: 't.amount',
  },
  {
    table: 'fct_case',
    kind: `'case'`,
    key: 't.case_id',
    on: 't.opened_on',
    number: 't.number',
    text: 't.subject',
    personal: 'always',
    status: 't.status',
    flag: `case when t.closed_on is null then 'open' end`,
    days: 't.closed_on - t.opened_on',
  },
  {
    table: 'mart_order_status',
    kind: `case when t.state = 'quoted' then 'quote' else 'order' end`,
    key: 't.order_id',
    on: 't.ordered_on',
    number: 't.order_number',
    text: 't.customer_po',
    status: 't.state',
    flag: `case
      when t.is_late and t.is_incomplete then 'late_incomplete' when t.is_late then 'late' when t.is_incomplete then 'incomplete'
      when t.is_short_closed and t.state <> 'closed' then case when t.days_late > 0 then 'was_late_short_closed' else 'short_closed' end
      when t.days_late > 0 and not t.is_open then 'was_late' end`,
    days: 'nullif(t.days_late, 0)',
    amount: 't.amount_base',
    own: 't.amount',
    order: 't.order_id',
  },
  {
    table: 'shipments',
    kind: `'shipment'`,
    key: 't.key',
    on: 't.shipped_on',
    number: 't.shipment_number',
    status: 't.status',
    order: 't.order_id',
  },
  {
    table: 'fct_invoice',
    kind: 't.kind',
    key: 't.invoice_id',
    on: 't.issued_on',
    number: 't.number',
    status: 't.status',
    flag: `case when t.status = 'overdue' then 'overdue' end`,
    days: `case when t.status = 'overdue' then as_of - t.due_on end`,
    amount: 't.total_base',
    own: 't.total',
    order: 't.order_id',
  },
  {
    table: 'fct_payment',
    join: 'left join due on t.invoice_id = due.invoice_id',
    kind: `'payment'`,
    key: 't.payment_id',
    on: 't.paid_on',
    number: 'due.number',
    flag: `case when t.paid_on > due.due_on then 'paid_late' end`,
    days: `case when t.paid_on > due.due_on then t.paid_on - due.due_on end`,
    amount: 't.settled_base',
    own: 't.amount',
  },
];

const isPerson = '(select is_person from customers)';

export interface CompiledTimeline {
  /** One page of the kinds asked for, newest first; columns as in `timelineColumns`. */
  readonly page: Statement;
  /** Columns kind, on (first day of the step), events, amount, flagged; of every kind. */
  readonly marks: (step: 'week' | 'month' | 'quarter' | 'year') => Statement;
  /** One row: first and last day of any event; events of the kinds and days asked for. */
  readonly span: Statement;
}

export interface TimelineQuestion {
  readonly kinds: readonly EventKind[];
  readonly from?: string | undefined;
  /** Not included. */
  readonly to?: string | undefined;
  /** The axis has at most about so many steps. */
  readonly steps?: number;
  readonly offset: number;
  readonly limit: number;
}

/** [C360-5] The events of one customer that this person may see. */
export function compileTimeline(
  customerNo: number,
  question: TimelineQuestion,
  policy: RowPolicy,
  context: CompileContext,
): CompiledTimeline {
  const parameters = createParameters();
  const events = eventsSql(customerNo, policy, parameters, context);
  const kinds = eventKinds.filter((kind) => question.kinds.includes(kind));
  const asked = [
    kinds.length === 0 ? 'true' : `kind in (${kinds.map((kind) => `'${kind}'`).join(', ')})`,
    ...(question.from === undefined ? [] : [`"on" >= ${parameters.date(question.from)}`]),
    ...(question.to === undefined ? [] : [`"on" < ${parameters.date(question.to)}`]),
  ].join(' and ');
  const statement = (sql: string): Statement => ({
    sql: `with ${events}\n${sql}`,
    parameters: parameters.values,
  });
  return {
    page: statement(
      `select kind, key, "on"::varchar as "on", number, text, status, flag, days::integer as days, amount::double as amount, currency, own::double as amount_in_currency, "order", _source, _batch, _line::double as _line
from (select * from events where ${asked}) as events order by events."on" desc, kind, key
limit ${parameters.integer(question.limit)} offset ${parameters.integer(question.offset)}`,
    ),
    marks: (step) =>
      statement(
        `select kind, date_trunc('${step}', "on")::date::varchar as "on", count(*)::double as events, (sum(amount) filter (where kind <> 'order' or status is distinct from 'cancelled'))::double as amount, count(flag) filter (where flag in ('late', 'late_incomplete', 'overdue'))::double as flagged
from events group by all order by 2, 1`,
      ),
    span: statement(
      `select min("on")::varchar as first, max("on")::varchar as last, count(*) filter (where ${asked})::double as total from events`,
    ),
  };
}

function eventsSql(
  customerNo: number,
  policy: RowPolicy,
  parameters: ReturnType<typeof createParameters>,
  context: CompileContext,
): string {
  const number = parameters.integer(customerNo);
  const mine = `customer_no = ${number} and ${predicateSql(policy.predicate, parameters)}`;
  const table = (name: string): string => tableSql(context, name);
  const parts = sources.map((source) => {
    const from =
      source.table === 'shipments' ? 'shipments' : `(select * from ${table(source.table)} where ${mine})`;
    const { text = 'null', personal } = source;
    const shown = personal === undefined ? text : personalTextSql(text, personal, isPerson, policy);
    return `select ${source.kind} as kind, ${source.key} as key, ${source.on} as "on", ${source.number ?? 'null'}::varchar as number, ${shown}::varchar as text,
  ${source.status ?? 'null'}::varchar as status, ${source.flag ?? 'null'}::varchar as flag, ${source.days ?? 'null'} as days, ${source.amount ?? 'null'} as amount, ${source.own === undefined ? 'null' : 't.currency'}::varchar as currency, ${source.own ?? 'null'} as own, ${source.order ?? 'null'}::varchar as "order", t._source, t._batch, t._line
from ${from} t ${source.join ?? ''} where ${source.where ?? 'true'}`;
  });
  const named = policy.maskPersonal ? `${customerNamesSql(policy, parameters, context, number)},\n` : '';
  return `${named}shipments as (
  select concat(_source, '|', shipment_number, '|', shipped_on) as key, shipment_number, shipped_on, min(order_id) as order_id, min(status) as status, _source, arg_min(_batch, _line) as _batch, min(_line) as _line
  from (select * from ${table('fct_shipment_line')} where ${mine} and shipped_on is not null) group by _source, shipment_number, shipped_on
),
due as (select invoice_id, due_on, number from ${table('fct_invoice')} where ${mine}),
campaigns as (select campaign_id, name from ${table('dim_campaign')}),
events as (select * from (
${parts.map((part) => part.replaceAll('as_of', parameters.date(context.asOf))).join('\nunion all\n')}
) where "on" is not null)`;
}
