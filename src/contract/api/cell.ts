import { z } from 'zod';

/** One value of a table: NULL is a member like any other; dates are ISO text; money and counts are numbers. */
export const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.infer<typeof cellSchema>;

export const columnSchema = z.object({
  name: z.string(),
  kind: z.enum(['dimension', 'metric', 'field', 'lineage']),
  /** `date`, `text`, `number`, `integer`, `boolean`. */
  type: z.string(),
  /** `currency`, `ratio`, `count`, `days`, … for a metric. */
  unit: z.string().optional(),
  metric: z.string().optional(),
  compare: z.string().optional(),
});
export type Column = z.infer<typeof columnSchema>;
