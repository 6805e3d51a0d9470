import { z } from 'zod';

const days = z.number().int().min(0).max(3_650);

/** After how many days without a change data is late, and after how many it is stale. */
export const freshnessSchema = z
  .strictObject({ warn_after_days: days.optional(), error_after_days: days.optional() })
  .refine(
    ({ warn_after_days: warn = defaultFreshness.warn, error_after_days: error = defaultFreshness.error }) =>
      warn <= error,
    'warn_after_error',
  );

export interface FreshnessLimits {
  readonly warn: number;
  readonly error: number;
}

export const defaultFreshness: FreshnessLimits = { warn: 7, error: 31 };
