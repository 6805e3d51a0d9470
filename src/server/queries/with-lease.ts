import type { Services } from '../services.ts';
import type { ServingLease } from './serving.ts';

/**
 * Runs a task on the generation served now and lets go of it afterwards, however the task ends. `person` is the id of
 * who asks: people take turns at big statements.
 */
export async function withLease<T>(
  services: Pick<Services, 'serving'>,
  person: string,
  task: (lease: ServingLease) => Promise<T>,
): Promise<T> {
  const lease = await services.serving.lease(person);
  try {
    return await task(lease);
  } finally {
    lease.release();
  }
}
