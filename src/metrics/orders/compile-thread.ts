import { type CompileContext, tableSql } from '../compile-context.ts';
import type { Statement } from '../customers/compile-customer.ts';
import { personalTextSql } from '../customers/personal-text.ts';
import { createParameters, type Parameters } from '../parameters.ts';
import type { RowPolicy } from '../policy.ts';
import { predicateSql } from '../predicate.ts';
import { customerNamesSql } from './customer-names.ts';

/** More documents or ties than this are not shown of one thread. */
const most = 300;

const documentsSql = (
  orderId: string,
  policy: RowPolicy,
  parameters: Parameters,
  context: CompileContext,
): string =>
  `documents as (
  select * from ${tableSql(context, 'mart_thread_document')} where thread_id = ${parameters.text(orderId)} and ${predicateSql(policy.predicate, parameters)}
)`;

/**
 * [THREAD-6] Documents of an order's thread that this person may see, by day. Subjects of cases and names of leads are
 * masked as anywhere: a lead bears the name of who asked, whoever became the customer.
 */
export function compileDocuments(orderId: string, policy: RowPolicy, context: CompileContext): Statement {
  const parameters = createParameters();
  const title = policy.maskPersonal
    ? `case d.kind when 'case' then ${personalTextSql('d.title', 'always', 'c.is_person', policy)} when 'lead' then ${personalTextSql('d.title', 'always', 'c.is_person', policy)}
    when 'opportunity' then ${personalTextSql('d.title', 'unless_company', 'c.is_person', policy)} else d.title end`
    : 'd.title';
  const sql = `with ${documentsSql(orderId, policy, parameters, context)},
${customerNamesSql(policy, parameters, context, 'select customer_no from documents')}
select d.kind, d.document_id, d.number, ${title} as title, d.state, d.event_on::varchar as event_on, d.due_on::varchar as due_on,
  d.amount_base::double as amount, d.currency, d.amount::double as amount_in_currency, d.quantity::double as quantity, d._source
from documents d left join customers c on d.customer_no = c.customer_no
order by d.event_on nulls last, d.kind, d.document_id limit ${parameters.integer(most)}`;
  return { sql, parameters: parameters.values };
}

/** [THREAD-6] Its ties: both documents are seen, or the one that waits for its other end. */
export function compileTies(orderId: string, policy: RowPolicy, context: CompileContext): Statement {
  const parameters = createParameters();
  const sql = `with ${documentsSql(orderId, policy, parameters, context)}
select b.from_kind, b.from_id, b.to_kind, b.to_id, b.rule, b.confidence::double as confidence, b.gap
from ${tableSql(context, 'bridge_transaction_thread')} b
semi join documents f on b.from_kind = f.kind and b.from_id = f.document_id
left join documents t on b.to_kind = t.kind and b.to_id = t.document_id
where b.thread_id = ${parameters.text(orderId)} and ${predicateSql(policy.predicate, parameters, 'b.')} and (b.to_id is null or t.document_id is not null)
order by b.from_kind, b.from_id, b.to_kind, b.to_id nulls last limit ${parameters.integer(most)}`;
  return { sql, parameters: parameters.values };
}
