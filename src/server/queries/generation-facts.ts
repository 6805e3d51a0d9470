import { records } from './records.ts';
import type { ServingLease } from './serving.ts';

export interface GenerationFacts {
  readonly builtAt: string | null;
  readonly baseCurrency: string | null;
  readonly timeZone: string | null;
  readonly dataFrom: string | null;
  readonly dataTo: string | null;
}

/**
 * [API-13] What a generation says of itself: the same for everyone, and nothing of any row. The days it covers are
 * those of the workspace, not of what one person sees.
 */
export async function generationFacts(lease: ServingLease): Promise<GenerationFacts> {
  const [meta] = lease.tables.has('meta_generation')
    ? await records<Record<'built_at' | 'base_currency' | 'time_zone' | 'data_from', string | null>>(
        lease,
        `select strftime(built_at, '%Y-%m-%dT%H:%M:%SZ') as built_at, base_currency, time_zone, data_from::varchar as data_from
from meta_generation limit 1`,
      )
    : [];
  return {
    builtAt: meta?.built_at ?? null,
    baseCurrency: meta?.base_currency ?? null,
    timeZone: meta?.time_zone ?? null,
    dataFrom: meta?.data_from ?? null,
    dataTo: lease.asOf,
  };
}
