import { numberKinds } from '../../contract/order-words.ts';
import { type CompileContext, tableSql } from '../compile-context.ts';
import type { Parameters } from '../parameters.ts';
import type { RowPolicy } from '../policy.ts';
import { predicateSql } from '../predicate.ts';
import { customerNamesSql } from './customer-names.ts';
import { numbersWithin, orderNumber } from './order-number.ts';

/** Words of a name a search looks at; more are not looked at. */
const maxWords = 6;

/** Of grades up to this one the whole number was met. */
export const lastExactGrade = 1;

const kindRank = `list_position([${numberKinds.map((kind) => `'${kind}'`).join(', ')}], kind)`;

/**
 * [ORDERS-2] [ORDERS-3] What of an order the search met, as common table expressions that end in `matched` (order_id,
 * grade, rank, hits as JSON). Grades: 0 a whole number, 1 a whole number within the text, 2 a whole customer name, 3 its
 * beginning, 4 its end, 5 part of a name, 6 a sound. Who gave a whole number
 * is not shown those that only begin like it.
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
  select order_id, kind, value, ${numberGrade(q, parameters)} as grade from ${numbers} where ${visible} and ${ofVisible} and ${readable}
),
named as (${namesSql(q, sounding, policy, parameters, context)}),
by_name as (
  select o.order_id, 'customer' as kind, named.value, named.grade
  from (select order_id, customer_no from ${orders} where ${visible}) o join named on o.customer_no = named.customer_no
),
met as (
  select *, ${kindRank} as rank from (
    select distinct order_id, kind, value, grade from by_number
    where grade is not null and (grade <> 3 or not exists (select 1 from by_number where grade = 0)) union all select * from by_name
  )
),
matched as (
  select order_id, min(grade) as grade, arg_min(rank, row(grade, rank)) as rank,
    to_json(list({'kind': kind, 'value': value} order by grade, rank, value)[1:3])::varchar as hits
  from met group by order_id
)`;
}

/** SQL of the grade of `token`; NULL when it was not met. */
function numberGrade(q: string, parameters: Parameters): string {
  const token = orderNumber(q);
  const within = numbersWithin(q);
  if (token === '') return 'null::integer';
  const bound = parameters.text(token);
  // Zeros that end the text may still turn out to lead a number.
  const begun = token.replace(/(^|\p{L})0+$/u, '$1');
  const begins = begun.length < 2 ? 'false' : `starts_with(token, ${parameters.text(begun)})`;
  const letterBefore = `regexp_matches(substr(token, length(token) - length(${bound}), 1), '\\p{L}')`;
  const ends = token.length >= 5 ? 'true' : token.length >= 3 && /^\d/.test(token) ? letterBefore : 'false';
  return `case when token = ${bound} then 0
    ${within.length === 0 ? '' : `when token in (${within.map((piece) => parameters.text(piece)).join(', ')}) then 1`}
    ${token.length < 2 ? '' : `when ${begins} then 3 when ends_with(token, ${bound}) and ${ends} then 4 when kind = 'opportunity' and contains(token, ${bound}) then 5`}
    end`;
}

function namesSql(
  q: string,
  sounding: readonly string[],
  policy: RowPolicy,
  parameters: Parameters,
  context: CompileContext,
): string {
  const words = q.normalize('NFKC').trim().toLowerCase();
  const none = `select null::integer as customer_no, null::varchar as value, null::integer as grade where false`;
  if (words.length < 2 || !/\p{L}/u.test(words)) return none;
  const whole = parameters.text(words);
  const each = words
    .split(/\s+/)
    .slice(0, maxWords)
    .map((word) => `contains(lower(value), ${parameters.text(word)})`)
    .join(' and ');
  const sounds =
    sounding.length === 0
      ? 'false'
      : `value in (${sounding.map((name) => parameters.text(name)).join(', ')})`;
  const shown = policy.maskPersonal ? 'where not is_person' : '';
  return `select customer_no, arg_min(value, row(grade, value)) as value, min(grade) as grade from (
    select records.customer_no, v.value, case when lower(v.value) = ${whole} then 2 when ${each} then 5 when ${sounds} then 6 end as grade
    from records join ${tableSql(context, 'bridge_golden_value')} v on records.customer_id = v.customer_id and v.field in ('name', 'legal_name')
    semi join (select customer_no from customers ${shown}) c on records.customer_no = c.customer_no
  ) where grade is not null group by customer_no`;
}
