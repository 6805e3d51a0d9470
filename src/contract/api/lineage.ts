import { z } from 'zod';
import { cellSchema } from './cell.ts';

export const lineageMetricResponse = z.object({
  metric: z.string(),
  formula: z.string(),
  generation: z.string(),
  /** From the metric's own tables back to the sources, nearest first. */
  models: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      grain: z.string(),
      inputs: z.array(z.string()),
      sql: z.string(),
    }),
  ),
  sources: z.array(z.object({ source: z.string(), object: z.string(), files: z.array(z.string()) })),
});
export type LineageMetricResponse = z.infer<typeof lineageMetricResponse>;

export const lineageRowQuery = z.strictObject({
  source: z.string().max(60),
  batch: z.string().regex(/^[\w-]{1,64}$/),
  line: z.coerce.number().int().min(1),
});

export const lineageRowResponse = z.object({
  source: z.string(),
  object: z.string(),
  file: z.string(),
  line: z.number().int(),
  header: z.string().nullable(),
  raw: z.string().nullable(),
  /**
   * `file`: read from the extract, whose sha256 still matches; `lake`: the extract has changed or gone, so as stored at load;
   * `without_costs`: as stored, without the costs that this person does not see.
   */
  from: z.enum(['file', 'lake', 'without_costs']),
  values: z.record(z.string(), cellSchema),
  loadedAt: z.string().nullable(),
  sha256: z.string(),
});
export type LineageRowResponse = z.infer<typeof lineageRowResponse>;
