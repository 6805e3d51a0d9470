import type { OrderSearch } from '../../contract/api/orders.ts';
import { orderViews, type OrderView } from '../../contract/order-words.ts';
import { toDay, toIso } from '../civil-date.ts';
import type { CompileContext } from '../compile-context.ts';
import type { Statement } from '../customers/compile-customer.ts';
import { createParameters } from '../parameters.ts';
import type { RowPolicy } from '../policy.ts';
import { memberSql } from '../predicate.ts';
import { customerNamesSql } from './customer-names.ts';
import { matchGrade } from './match-grade.ts';
import { orderHitsSql } from './order-hits.ts';
import { standingColumns, standingSql } from './standing.ts';

/** [ORDERS-3] [ORDERS-5] Without a view asked for: all that is found; without a search: what needs attention. */
export const viewOf = ({ q, view }: Pick<OrderSearch, 'q' | 'view'>): OrderView =>
  view ?? (q.trim() === '' ? 'attention' : 'all');

/**
 * Orders by any number or name, best match first; without one, those to look at first. Each row has the columns of
 * `standingColumns`, grade, hits, the `best` grade of all that is found and, for every view, `in_<view>`, how many orders are
 * in it; a page without orders has one row, its `order_id` NULL.
 */
export function compileOrderSearch(
  search: OrderSearch,
  sounding: readonly string[],
  policy: RowPolicy,
  context: CompileContext,
): Statement {
  const parameters = createParameters();
  const views: Readonly<Record<OrderView, string>> = {
    attention: 'is_late or is_blocked or is_shipped_though_cancelled or is_unpaid_though_cancelled',
    late: 'is_late',
    blocked: 'is_blocked',
    due_week: `is_open and due_on >= ${parameters.date(context.asOf)} and due_on < ${parameters.date(toIso(toDay(context.asOf) + 7))}`,
    open: 'is_open',
    all: 'true',
  };
  const isSearch = search.q.trim() !== '';
  const filters = [
    ...(search.region.length > 0 ? [memberSql('region', search.region, parameters)] : []),
    ...(search.channel.length > 0 ? [memberSql('channel', search.channel, parameters)] : []),
  ];
  const found = [
    ...(isSearch ? [orderHitsSql(search.q, sounding, policy, parameters, context)] : []),
    standingSql(policy, parameters, context),
    `found as (
  select standing.*, ${isSearch ? 'matched.grade, matched.rank, matched.hits' : `${String(matchGrade.notSearched)} as grade, 0 as rank, '[]' as hits`}
  from standing ${isSearch ? 'join matched on standing.order_id = matched.order_id' : ''}
  ${filters.length === 0 ? '' : `where ${filters.join(' and ')}`}
)`,
  ];
  const page = `page as (
  select * from found where ${views[viewOf(search)]} order by ${order}
  limit ${parameters.integer(search.limit)} offset ${parameters.integer(search.offset)}
)`;
  const named = isSearch
    ? []
    : [customerNamesSql(policy, parameters, context, 'select customer_no from page')];
  const counted = orderViews.map((view) => `count(*) filter (where ${views[view]})::double as "in_${view}"`);
  return {
    sql: `with ${[...found, page, `counts as (select min(grade) as best, ${counted.join(', ')} from found)`, ...named].join(',\n')}
select ${standingColumns}, s.grade, s.hits, counts.* from counts left join page s on true left join customers c on s.customer_no = c.customer_no
order by ${order}`,
    parameters: parameters.values,
  };
}

/** Best match; then what is late, by open amount × days late; then what is blocked; then what is open, by its promise; then the newest. */
const order = `grade, rank, is_late desc, case when is_late then days_late * open_base end desc nulls last, is_blocked desc, is_open desc,
  case when is_open then due_on end nulls last, ordered_on desc nulls last, order_id`;
