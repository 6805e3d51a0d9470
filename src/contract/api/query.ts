import { z } from 'zod';
import { detailsSchema } from './error.ts';
import { isoDate, querySchema, rowsQuerySchema } from '../query.ts';
import { cellSchema, columnSchema, lackingSchema } from './cell.ts';

export const arrowStream = 'application/vnd.apache.arrow.stream';

export const queryPartName = z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,60}$/);

/** All questions of one page in one request, each under a name of the page's choosing. */
export const batchRequest = z.strictObject({
  queries: z
    .record(queryPartName, querySchema)
    .refine((queries) => Object.keys(queries).length <= 40, 'too_many_queries'),
});
export type BatchRequest = z.input<typeof batchRequest>;

export const partError = z.object({
  code: z.string(),
  details: detailsSchema,
  id: z.string(),
});

export const queryResult = z.object({
  columns: z.array(columnSchema),
  rows: z.array(z.array(cellSchema)),
  /** Which tables answered: the proven roll-up or the base. */
  source: z.enum(['rollup', 'base']),
  /** Milliseconds in the engine; 0 when the result came from the cache. */
  ms: z.number(),
});
export type QueryResult = z.infer<typeof queryResult>;

export const batchResponse = z.object({
  generation: z.string(),
  asOf: isoDate,
  results: z.record(z.string(), z.union([queryResult, z.object({ error: partError })])),
});
export type BatchResponse = z.infer<typeof batchResponse>;

/** The JSON header of an Arrow batch: 4 bytes little-endian length, this header, then `parts[i].bytes` of each part. */
export const arrowHeader = z.object({
  generation: z.string(),
  asOf: isoDate,
  parts: z.array(
    z.object({
      name: z.string(),
      bytes: z.number(),
      columns: z.array(columnSchema),
      source: z.enum(['rollup', 'base']).optional(),
      error: partError.optional(),
    }),
  ),
});
export type ArrowHeader = z.infer<typeof arrowHeader>;

export const rowsResponse = z.object({
  generation: z.string(),
  asOf: isoDate,
  /** The last columns are `_source`, `_batch`, `_line` (kind `lineage`): the key of /api/lineage/row. */
  columns: z.array(columnSchema),
  rows: z.array(z.array(cellSchema)),
  total: z.number().int(),
  /** What the rows of all pages add up to; NULL for distinct counts and where the metric has no value. */
  value: z.number().nullable(),
  /** The metric is not kept by these dimensions of the question or of what the asker sees: no rows, and a value of NULL. */
  notKeptBy: z.array(z.string()).optional(),
  /** The number is not known before this day, for want of a history: no rows, and a value of NULL. */
  knownFrom: isoDate.optional(),
  /** What it lacks before. */
  lacking: lackingSchema.optional(),
  /** An export holds at most so many rows. */
  exportCap: z.number().int(),
});
export type RowsResponse = z.infer<typeof rowsResponse>;

export const exportRequest = z.union([
  z.strictObject({ query: querySchema, format: z.literal('csv').default('csv') }),
  z.strictObject({ rows: rowsQuerySchema, format: z.literal('csv').default('csv') }),
]);
export type ExportRequest = z.input<typeof exportRequest>;
