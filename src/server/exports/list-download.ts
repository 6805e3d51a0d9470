import { TandemError } from '../../contract/errors.ts';
import { authorise, type Action } from '../../metrics/authorise.ts';
import type { Asker } from '../queries/answer-query.ts';
import { askerOf } from '../queries/asker-of.ts';
import type { ServingLease } from '../queries/serving.ts';
import { withLease } from '../queries/with-lease.ts';
import type { RouteContext } from '../routing/route-context.ts';
import type { Download } from './download.ts';
import { handOut } from './hand-out.ts';

/** A list that who may do `right` sees, as CSV: read whole, then handed out. Throws `forbidden`. */
export async function listDownload(
  context: RouteContext,
  right: Action,
  cap: number,
  read: (lease: ServingLease, asker: Asker) => Promise<Download>,
): Promise<Response> {
  const { services, person } = context;
  if (!authorise(person.principal, right)) throw new TandemError('forbidden', { action: right });
  const asker = await askerOf(context);
  return withLease(services, person.user.id, async (lease) =>
    handOut(context, lease, await read(lease, asker), cap),
  );
}
