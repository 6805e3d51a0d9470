import { z } from 'zod';
import type { LinkThresholds } from '../../../pipelines/identity/thresholds.ts';
import { TandemError } from '../../contract/errors.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';

const thresholds = z.object({ match: z.number(), review: z.number() });
const settingsSchema = z.object({
  thresholds,
  default_thresholds: thresholds,
  floor: z.number(),
  once: z.array(z.string()).default([]),
  term_frequencies: z.object({ on: z.boolean(), gained: z.number(), lost: z.number() }).optional(),
});

export interface ModelSettings {
  /** Those that the generation was built with. */
  readonly thresholds: LinkThresholds;
  /** Those that hold where no person chose others. */
  readonly own: LinkThresholds;
  readonly floor: number;
  /** Sources that hold every customer once. */
  readonly once: readonly string[];
  readonly termFrequencies: { readonly on: boolean; readonly gained: number; readonly lost: number } | null;
}

/** How customers were linked in this generation. Throws `outdated_generation` for one of a version that did it otherwise. */
export async function modelSettings(
  lease: Pick<ServingLease, 'generation' | 'rows' | 'tables'>,
): Promise<ModelSettings> {
  const [row] = lease.tables.has('meta_identity_model')
    ? await records<{ settings: string }>(
        lease,
        `select settings::varchar as settings from meta_identity_model where entity = 'customer'`,
      )
    : [];
  const read = row && settingsSchema.safeParse(JSON.parse(row.settings));
  if (!read?.success)
    throw new TandemError('outdated_generation', {
      generation: lease.generation,
      missing: 'meta_identity_model',
    });
  const { thresholds: applied, default_thresholds: own, floor, once, term_frequencies: terms } = read.data;
  return {
    thresholds: applied,
    own,
    floor,
    once,
    termFrequencies: terms === undefined ? null : { on: terms.on, gained: terms.gained, lost: terms.lost },
  };
}
