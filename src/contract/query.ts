import { z } from 'zod';

/** An ISO date, `YYYY-MM-DD`. Business facts are dates; windows are half-open `[from, to)`. */
export const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const windowSchema = z.strictObject({ from: isoDate, to: isoDate });

/** A filter on one dimension. `null` is a member like any other (compared with `is not distinct from`). */
export const filterSchema = z.strictObject({
  dimension: z.string().max(80),
  op: z.enum(['in', 'not_in']),
  values: z.array(z.union([z.string().max(200), z.null()])).max(500),
});

export const compareSchema = z.enum(['previous_period', 'previous_year']);

/**
 * The only way to ask for numbers. Metric and dimension ids come from the registry; values are bound, never spelled.
 * Result columns: one per dimension (its id), one per metric (its id) and, for each compare window,
 * `<metric>__<compare>` (for example `revenue__previous_year`). An order may also name `<metric>__moved_<compare>`:
 * by how far the metric is from its value then, whichever way it went.
 */
export const querySchema = z.strictObject({
  metrics: z.array(z.string().max(80)).min(1).max(20),
  dimensions: z.array(z.string().max(80)).max(4).default([]),
  filters: z.array(filterSchema).max(20).default([]),
  window: windowSchema,
  compare: z.array(compareSchema).max(2).default([]),
  order: z
    .array(z.strictObject({ by: z.string().max(120), direction: z.enum(['asc', 'desc']) }))
    .max(4)
    .default([]),
  limit: z.number().int().min(1).max(10_000).default(1_000),
});

/** The rows behind a number: the same filters and window, one metric, a page of its fact's rows. */
export const rowsQuerySchema = z.strictObject({
  metric: z.string().max(80),
  filters: z.array(filterSchema).max(20).default([]),
  window: windowSchema,
  offset: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(1_000).default(100),
});

export type Window = z.infer<typeof windowSchema>;
export type Filter = z.infer<typeof filterSchema>;
export type Compare = z.infer<typeof compareSchema>;
export type Query = z.infer<typeof querySchema>;
export type QueryInput = z.input<typeof querySchema>;
export type RowsQuery = z.infer<typeof rowsQuerySchema>;
