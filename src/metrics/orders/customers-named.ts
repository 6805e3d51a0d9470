import { type CompileContext, tableSql } from '../compile-context.ts';
import type { Parameters } from '../parameters.ts';
import type { RowPolicy } from '../policy.ts';
import { matchGrade } from './match-grade.ts';

/** Words of a name a search looks at; more are not looked at. */
const maxWords = 6;

/**
 * [ORDERS-3] Customers a text names, as a select (customer_no, value, grade): the whole name, part of it, its sound. Reads the
 * common table expressions of `customerNamesSql`.
 */
export function customersNamedSql(
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
    select records.customer_no, v.value, case when lower(v.value) = ${whole} then ${String(matchGrade.wholeName)} when ${each} then ${String(matchGrade.partOfName)} when ${sounds} then ${String(matchGrade.sound)} end as grade
    from records join ${tableSql(context, 'bridge_golden_value')} v on records.customer_id = v.customer_id and v.field in ('name', 'legal_name')
    semi join (select customer_no from customers ${shown}) c on records.customer_no = c.customer_no
  ) where grade is not null group by customer_no`;
}
