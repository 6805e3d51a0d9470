import type { CompileContext } from '../../metrics/compile-context.ts';
import { records } from './records.ts';
import type { ServingLease } from './serving.ts';

/** Since when what a generation holds is known; its whole past where that is not said. */
export type KnownFrom = Pick<CompileContext, 'stagesKnownFrom' | 'factsKnownFrom'>;

/** What was found of each generation, for as long as it is served. */
const found = new WeakMap<ReadonlySet<string>, Promise<KnownFrom>>();

/**
 * Since when the stages of all opportunities ([PIPE-7]) and the data of each fact ([BEGIN-2]) are known. Asked once a
 * generation; one of an older version that does not say it withholds nothing.
 */
export function knownFrom(lease: ServingLease): Promise<KnownFrom> {
  const known = found.get(lease.tables);
  if (known) return known;
  const asked = Promise.all([stagesOf(lease), factsOf(lease)]).then(
    ([stagesKnownFrom, factsKnownFrom]): KnownFrom => ({
      ...(stagesKnownFrom === null ? {} : { stagesKnownFrom }),
      factsKnownFrom,
    }),
  );
  found.set(lease.tables, asked);
  asked.catch(() => found.delete(lease.tables));
  return asked;
}

async function stagesOf(lease: ServingLease): Promise<string | null> {
  if (!lease.tables.has('mart_stage_history')) return null;
  const [row] = await records<{ known_from: string | null }>(
    lease,
    'select max(known_from)::varchar as known_from from mart_stage_history',
  );
  return row?.known_from ?? null;
}

async function factsOf(lease: ServingLease): Promise<Record<string, string>> {
  if (!lease.tables.has('mart_data_begin')) return {};
  const rows = await records<{ fact: string; known_from: string }>(
    lease,
    'select fact, known_from::varchar as known_from from mart_data_begin',
  );
  return Object.fromEntries(rows.map(({ fact, known_from: from }) => [fact, from]));
}
