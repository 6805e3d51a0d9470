import type { Services } from '../services.ts';
import type { ServingLease } from './serving.ts';

/** Runs a task on the generation served now and lets go of it afterwards, however the task ends. */
export async function withLease<T>(
  services: Pick<Services, 'serving'>,
  task: (lease: ServingLease) => Promise<T>,
  person?: string,
): Promise<T> {
  const lease = await services.serving.lease(person);
  try {
    return await task(lease);
  } finally {
    lease.release();
  }
}
