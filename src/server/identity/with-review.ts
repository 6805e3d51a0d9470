import { TandemError } from '../../contract/errors.ts';
import { needsWholeView } from '../exports/order-status.ts';
import type { ServingLease } from '../queries/serving.ts';
import { withLease } from '../queries/with-lease.ts';
import type { RouteContext } from '../routing/route-context.ts';
import { modelSettings, type ModelSettings } from './model-settings.ts';
import { reviewState, type ReviewState } from './review-state.ts';

export interface Review {
  readonly lease: ServingLease;
  readonly model: ModelSettings;
  readonly state: ReviewState;
  readonly stamp: { readonly generation: string; readonly asOf: string };
}

/**
 * [REVIEW-1] Runs a task of the identity review on the generation served now, for a person who sees every customer.
 * Throws `forbidden` for others and `outdated_generation` when it is of a version that did not link them.
 */
export async function withReview<T>(
  { services, person }: Pick<RouteContext, 'services' | 'person'>,
  task: (review: Review) => Promise<T>,
): Promise<T> {
  needsWholeView(person.principal);
  return services.limits.queries.run(person.user.id, () =>
    withLease(services, person.user.id, async (lease) => {
      if (!lease.tables.has('fct_identity_pair'))
        throw new TandemError('outdated_generation', {
          generation: lease.generation,
          missing: 'fct_identity_pair',
        });
      const [model, state] = await Promise.all([modelSettings(lease), reviewState(services, lease)]);
      return task({ lease, model, state, stamp: { generation: lease.generation, asOf: lease.asOf } });
    }),
  );
}
