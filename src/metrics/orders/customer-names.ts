import { type CompileContext, mask, tableSql } from '../compile-context.ts';
import type { Parameters } from '../parameters.ts';
import type { RowPolicy } from '../policy.ts';
import { predicateSql } from '../predicate.ts';

/**
 * [C360-1] Customers by the source records this person sees, as common table expressions: `records` (of those whose
 * number is in `among`, a subquery) and `customers` (customer_no, golden_id, name, is_person; the name masked where it
 * must be).
 */
export function customerNamesSql(
  policy: RowPolicy,
  parameters: Parameters,
  context: CompileContext,
  among?: string,
): string {
  const table = (name: string): string => tableSql(context, name);
  const name = `arg_min(value, rank) filter (where field = 'name')`;
  const isPerson = `(arg_min(value, rank) filter (where field = 'kind')) is distinct from 'company'`;
  const shown = policy.maskPersonal
    ? `case when is_person and name is not null then '${mask}' else name end as name`
    : 'name';
  return `records as (
  select r.customer_id, r.golden_id, r.customer_no from ${table('bridge_golden_record')} r
  semi join (select customer_id from ${table('dim_customer')} where is_current and customer_no <> 0 and ${predicateSql(policy.predicate, parameters)}) c on r.customer_id = c.customer_id
  ${among === undefined ? '' : `where r.customer_no in (${among})`}
),
customers as (
  select customer_no, golden_id, is_person, ${shown} from (
    select records.customer_no, min(records.golden_id) as golden_id, ${name} as name, ${isPerson} as is_person
    from records left join ${table('bridge_golden_value')} v on records.customer_id = v.customer_id and v.field in ('name', 'kind')
    group by records.customer_no
  )
)`;
}
