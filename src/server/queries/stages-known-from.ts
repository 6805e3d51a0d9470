import { records } from './records.ts';
import type { ServingLease } from './serving.ts';

/** What was found of each generation, for as long as it is served. */
const found = new WeakMap<ReadonlySet<string>, Promise<string | undefined>>();

/**
 * The first day at whose end the stages of all opportunities are known ([PIPE-7]); undefined where they are known for their
 * whole past.
 */
export function stagesKnownFrom(lease: ServingLease): Promise<string | undefined> {
  if (!lease.tables.has('mart_stage_history')) return Promise.resolve(undefined);
  const known = found.get(lease.tables);
  if (known) return known;
  const asked = records<{ known_from: string | null }>(
    lease,
    'select max(known_from)::varchar as known_from from mart_stage_history',
  ).then(([row]) => row?.known_from ?? undefined);
  found.set(lease.tables, asked);
  asked.catch(() => found.delete(lease.tables));
  return asked;
}
