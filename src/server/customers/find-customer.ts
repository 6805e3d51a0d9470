import { TandemError } from '../../contract/errors.ts';
import { compileResolve } from '../../metrics/customers/compile-customer.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import type { Asker } from '../queries/answer-query.ts';
import { compileContext } from '../queries/compile-context.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';

export interface FoundCustomer {
  readonly goldenId: string;
  readonly customerNo: number;
  /** The id asked for, when it is not the golden customer's own. */
  readonly redirectedFrom: string | null;
}

/** [C360-1] The golden customer an id leads to. Throws `not_found` for one this person may not see and for none alike. */
export async function findCustomer(lease: ServingLease, asker: Asker, id: string): Promise<FoundCustomer> {
  const { sql, parameters } = compileResolve(
    id,
    rowPolicy(asker.principal),
    compileContext(lease, asker.language),
  );
  const [found] = await records<{ golden_id: string; customer_no: number }>(lease, sql, parameters);
  if (!found) throw new TandemError('not_found', { what: 'customer' });
  return {
    goldenId: found.golden_id,
    customerNo: found.customer_no,
    redirectedFrom: found.golden_id === id ? null : id,
  };
}
