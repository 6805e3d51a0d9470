import type { RouteContext } from '../routing/route-context.ts';
import type { ServingLease } from './serving.ts';

/** Notes who opened what record of which generation. */
export const auditOpened = async (
  { services, person, address }: Pick<RouteContext, 'services' | 'person' | 'address'>,
  { generation }: Pick<ServingLease, 'generation'>,
  action: 'order' | 'customer',
  detail: Readonly<Record<string, string>>,
): Promise<void> => {
  await services.store.audit.append({
    userId: person.user.id,
    email: person.user.email,
    action,
    outcome: 'ok',
    address,
    generation,
    detail,
  });
};
