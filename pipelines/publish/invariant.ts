import { z } from 'zod';

const severity = z.enum(['error', 'warn']).default('error');

/** An expression that no row may make false, or a query that must return no row. */
export const invariantSchema = z.union([
  z.string().transform((holds) => ({ name: holds, holds, severity: 'error' as const })),
  z.strictObject({ name: z.string(), holds: z.string(), severity }),
  z.strictObject({ name: z.string(), none: z.string(), severity }),
]);

export type Invariant = z.infer<typeof invariantSchema>;
