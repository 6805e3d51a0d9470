import type { OpportunityResponse } from '../../contract/api/orders.ts';
import { TandemError } from '../../contract/errors.ts';
import type { Statement } from '../../metrics/customers/compile-customer.ts';
import { compileOpportunity } from '../../metrics/orders/compile-opportunity-search.ts';
import { compileDocuments, compileTies } from '../../metrics/orders/compile-thread.ts';
import { orderNumber } from '../../metrics/orders/order-number.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import type { Asker } from '../queries/answer-query.ts';
import { compileContext } from '../queries/compile-context.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';
import { opportunityOf } from './opportunity-of.ts';
import type { Row } from './row-cells.ts';
import { threadDocumentOf, threadTieOf } from './thread-of.ts';

/** [ORDERS-8] [THREAD-8] An opportunity without an order and its thread. Throws `not_found`, also for one that has an order. */
export async function openOpportunity(
  lease: ServingLease,
  asker: Asker,
  id: string,
): Promise<Omit<OpportunityResponse, 'generation' | 'asOf'>> {
  const policy = rowPolicy(asker.principal);
  const context = compileContext(lease, asker.language);
  const read = ({ sql, parameters }: Statement): Promise<Row[]> =>
    records<Record<string, string | number | boolean | null>>(lease, sql, parameters);
  const [row] = await read(compileOpportunity(id, orderNumber(id), policy, context));
  if (!row) throw new TandemError('not_found', { what: 'opportunity' });
  const found = opportunityOf(row);
  const [documents, ties] = await Promise.all([
    read(compileDocuments(found.opportunityId, policy, context)),
    read(compileTies(found.opportunityId, policy, context)),
  ]);
  return { ...found, documents: documents.map(threadDocumentOf), ties: ties.map(threadTieOf) };
}
