import { z } from 'zod';

/** One value of a table: NULL is a member like any other; dates are ISO text; money and counts are numbers. */
export const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.infer<typeof cellSchema>;

/** What a number lacks before the day since which it is known. */
export const lackingSchema = z.enum(['stages', 'data', 'past']);
export type Lacking = z.infer<typeof lackingSchema>;

export const columnSchema = z.object({
  name: z.string(),
  /** `label`: the name of the entity in the column before it. */
  kind: z.enum(['dimension', 'label', 'metric', 'field', 'lineage']),
  type: z.enum(['date', 'text', 'number', 'integer', 'boolean']),
  /** `money`, `ratio`, `count`, `days`, `quantity` for a metric. */
  unit: z.string().optional(),
  /** `money`, `integer`, `percent`, `decimal1`, `decimal2`. */
  format: z.string().optional(),
  metric: z.string().optional(),
  compare: z.string().optional(),
  /** The metric is not kept by a dimension or filter of the query: its values are NULL. */
  inapplicable: z.boolean().optional(),
  /** By which: dimensions of the query, or those that limit what the asker sees. */
  notKeptBy: z.array(z.string()).optional(),
  /** Values of days before this one are not known: they are NULL. */
  knownFrom: z.string().optional(),
  /** What they lack: the stages that opportunities were in, any data, or enough of a past to look back on. */
  lacking: lackingSchema.optional(),
  /** The first step of a series that is known; absent where none is. */
  knownStep: z.string().optional(),
});
export type Column = z.infer<typeof columnSchema>;
