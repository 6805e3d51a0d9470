import type { FoundOrder, OrderSearch, OrderSearchResponse } from '../../contract/api/orders.ts';
import { orderViews } from '../../contract/order-words.ts';
import type { Statement } from '../../metrics/customers/compile-customer.ts';
import { compileOpportunitySearch } from '../../metrics/orders/compile-opportunity-search.ts';
import { compileOrderSearch, viewOf } from '../../metrics/orders/compile-order-search.ts';
import { isExactGrade } from '../../metrics/orders/match-grade.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import { namesThatSound } from '../customers/name-sounds.ts';
import type { Asker } from '../queries/answer-query.ts';
import { compileContext } from '../queries/compile-context.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';
import type { Services } from '../services.ts';
import { opportunityOf } from './opportunity-of.ts';
import type { Row } from './row-cells.ts';
import { standingOf } from './standing-of.ts';

type FoundOrders = Pick<OrderSearchResponse, 'view' | 'total' | 'counts' | 'rows' | 'unordered'>;

/** [ORDERS-1] to [ORDERS-5] One page of orders this person may see; [ORDERS-8] with opportunities that no order is tied to. Throws `timeout` or `too_many_requests`. */
export async function searchOrders(
  services: Pick<Services, 'cache' | 'limits'>,
  lease: ServingLease,
  asker: Asker,
  search: OrderSearch,
): Promise<FoundOrders> {
  const policy = rowPolicy(asker.principal);
  const view = viewOf(search);
  const key = JSON.stringify(['orders', lease.generation, { ...search, view }, policy.key]);
  const { value } = await services.cache.get(key, () =>
    services.limits.queries.run(asker.principal.userId, async () => {
      const sounding = await namesThatSound(services, lease, search.q);
      const context = compileContext(lease, asker.language);
      const rowsOf = ({ sql, parameters }: Statement): Promise<Row[]> =>
        records<Record<string, string | number | boolean | null>>(lease, sql, parameters);
      const [read, opportunities] = await Promise.all([
        rowsOf(compileOrderSearch(search, sounding, policy, context)),
        search.q.trim() !== '' && view === 'all'
          ? rowsOf(compileOpportunitySearch(search, sounding, policy, context))
          : [],
      ]);
      const best = Math.min(
        ...[read[0]?.['best'], opportunities[0]?.['grade']].map((grade) => Number(grade ?? Infinity)),
      );
      const metOf = metBefore(best);
      const rows = read
        .filter((row) => row['order_id'] !== null)
        .map((row): FoundOrder => ({ ...standingOf(row), ...metOf(row) }));
      const counts = orderViews.map((each) => ({ view: each, orders: Number(read[0]?.[`in_${each}`] ?? 0) }));
      const unordered = {
        total: Number(opportunities[0]?.['found'] ?? 0),
        rows: opportunities.map((row) => ({ ...opportunityOf(row), ...metOf(row) })),
      };
      return { counts, rows, unordered, bytes: 300 + (rows.length + unordered.rows.length) * 700 };
    }),
  );
  const total = value.counts.find((each) => each.view === view)?.orders ?? 0;
  return { view, total, counts: value.counts, rows: value.rows, unordered: value.unordered };
}

/** What of a row the search met; `best` is the best grade of all that is found. */
const metBefore =
  (best: number) =>
  (row: Row): Pick<FoundOrder, 'hits' | 'isExact'> => ({
    hits: JSON.parse(String(row['hits'])) as FoundOrder['hits'],
    isExact: isExactGrade(Number(row['grade']), best),
  });
