import { numberKinds } from '../../contract/order-words.ts';
import { type CompileContext, tableSql } from '../compile-context.ts';
import type { Parameters } from '../parameters.ts';
import type { RowPolicy } from '../policy.ts';
import { predicateSql } from '../predicate.ts';
import { customerNamesSql } from './customer-names.ts';
import { customersNamedSql } from './customers-named.ts';
import { numberGradeSql, shownGradesSql } from './number-grade.ts';

const kindRank = `list_position([${numberKinds.map((kind) => `'${kind}'`).join(', ')}], kind)`;

/**
 * [ORDERS-2] [ORDERS-3] What of an order the search met, as common table expressions that end in `matched` (order_id,
 * grade as in `matchGrade`, rank, hits as JSON).
 */
export function orderHitsSql(
  q: string,
  sounding: readonly string[],
  policy: RowPolicy,
  parameters: Parameters,
  context: CompileContext,
): string {
  const visible = predicateSql(policy.predicate, parameters);
  const numbers = tableSql(context, 'mart_order_number');
  const orders = tableSql(context, 'mart_order_status');
  // A document may be seen whose order may not: it must not change what else is found.
  const ofVisible =
    policy.predicate.kind === 'all'
      ? 'true'
      : `order_id in (select order_id from ${orders} where ${visible})`;
  const ownNumber = `kind <> 'opportunity' or value = substr(document_id, strpos(document_id, '|') + 1)`;
  const readable = policy.maskPersonal
    ? `(${ownNumber} or order_id in (select order_id from ${orders} where customer_no in (select customer_no from customers where not is_person)))`
    : 'true';
  return `${customerNamesSql(policy, parameters, context)},
by_number as (
  select order_id, kind, value, ${numberGradeSql(q, parameters)} as grade from ${numbers} where ${visible} and ${ofVisible} and ${readable}
),
named as (${customersNamedSql(q, sounding, policy, parameters, context)}),
by_name as (
  select o.order_id, 'customer' as kind, named.value, named.grade
  from (select order_id, customer_no from ${orders} where ${visible}) o join named on o.customer_no = named.customer_no
),
met as (
  select *, ${kindRank} as rank from (
    select distinct order_id, kind, value, grade from by_number
    where ${shownGradesSql('by_number')} union all select * from by_name
  )
),
matched as (
  select order_id, min(grade) as grade, arg_min(rank, row(grade, rank)) as rank,
    to_json(list({'kind': kind, 'value': value} order by grade, rank, value)[1:3])::varchar as hits
  from met group by order_id
)`;
}
