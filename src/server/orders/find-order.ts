import { TandemError } from '../../contract/errors.ts';
import { compileFindOrder } from '../../metrics/orders/compile-order.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import type { Asker } from '../queries/answer-query.ts';
import { compileContext } from '../queries/compile-context.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';

/** [ORDERS-1] The order an id or order number leads to. Throws `not_found` for one this person may not see and for none alike. */
export async function findOrder(lease: ServingLease, asker: Asker, id: string): Promise<string> {
  const { sql, parameters } = compileFindOrder(
    id,
    rowPolicy(asker.principal),
    compileContext(lease, asker.language),
  );
  const [found] = await records<{ order_id: string }>(lease, sql, parameters);
  if (!found) throw new TandemError('not_found', { what: 'order' });
  return found.order_id;
}
