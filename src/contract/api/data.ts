import { z } from 'zod';
import { detailsSchema, keptErrorSchema } from './error.ts';

const moment = z.string().nullable();

export const sourcesResponse = z.object({
  generation: z.string().nullable(),
  sources: z.array(
    z.object({
      source: z.string(),
      system: z.string(),
      role: z.string(),
      objects: z.array(
        z.object({
          object: z.string(),
          rows: z.number(),
          rejected: z.number(),
          lastLoadedAt: moment,
          maxCursor: moment,
          /** Whole days from the newest cursor to the workspace's as-of date. */
          ageDays: z.number().nullable(),
          freshness: z.enum(['fresh', 'late', 'stale', 'empty']),
          /** Days without a change after which it is late, and after which it is stale. */
          warnAfterDays: z.number(),
          errorAfterDays: z.number(),
          /** Files that are loaded and not published; `rows` and `rejected` count them. */
          unpublished: z.number().int(),
          /**
           * Columns that a file lacks, earlier files had and no later one has brought back; the newest file first. Of its
           * rows so many keep the values that were known, have none, or are in quarantine because of it.
           */
          lost: z.array(
            z.object({
              column: z.string(),
              file: z.string(),
              rows: z.number().int(),
              kept: z.number().int(),
              empty: z.number().int(),
              held: z.number().int(),
            }),
          ),
        }),
      ),
    }),
  ),
});
export type SourcesResponse = z.infer<typeof sourcesResponse>;

export const loadsResponse = z.object({
  loads: z.array(
    z.object({
      batch: z.string(),
      source: z.string(),
      object: z.string(),
      file: z.string(),
      loadedAt: moment,
      rows: z.number(),
      new: z.number(),
      changed: z.number(),
      unchanged: z.number(),
      rejected: z.number(),
      bytes: z.number(),
      /** False: loaded, and no generation with it has been published (its run failed a check, or is under way). */
      published: z.boolean(),
      /** Why nothing of the file was taken in: a code (text: `reason.<code>`) and what the text names; null where it was. */
      refusal: z.object({ reason: z.string(), details: detailsSchema }).nullable(),
    }),
  ),
});
export type LoadsResponse = z.infer<typeof loadsResponse>;

export const rejectsQuery = z.strictObject({
  source: z.string().max(60).optional(),
  object: z.string().max(80).optional(),
  rule: z.string().max(60).optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

export const rejectsResponse = z.object({
  /** Rows that match all filters. */
  total: z.number(),
  /** Counts by source, object and rule (the rule filter not applied, so that the choice stays visible). */
  byRule: z.array(z.object({ source: z.string(), object: z.string(), rule: z.string(), rows: z.number() })),
  rows: z.array(
    z.object({
      id: z.string(),
      source: z.string(),
      object: z.string(),
      file: z.string(),
      line: z.number(),
      rule: z.string(),
      column: z.string().nullable(),
      value: z.string().nullable(),
      raw: z.string().nullable(),
      foundAt: moment,
      /** False: found by a load that has not been published. Such rows come first. */
      published: z.boolean(),
    }),
  ),
});
export type RejectsResponse = z.infer<typeof rejectsResponse>;

export const driftResponse = z.object({
  changes: z.array(
    z.object({
      source: z.string(),
      object: z.string(),
      file: z.string(),
      /** lost: a missing one that earlier files had. */
      kind: z.enum(['added', 'missing', 'lost', 'retyped']),
      column: z.string(),
      /** What the text of its kind (`data.drift.about.<kind>`) names; null of a load by an earlier version. */
      details: detailsSchema.nullable(),
      /** The text that an earlier version kept. */
      detail: z.string().nullable(),
      published: z.boolean(),
    }),
  ),
});
export type DriftResponse = z.infer<typeof driftResponse>;

export const runsResponse = z.object({
  runs: z.array(
    z.object({
      run: z.string(),
      startedAt: moment,
      finishedAt: moment,
      outcome: z.enum(['published', 'unchanged', 'failed', 'running', 'crashed']),
      generation: z.string().nullable(),
      /** The step it is at or stopped at. */
      step: z.string().nullable(),
      /** Failed checks: `name` is `<model> <rule>`, `rows` how many break it; `detail` is the kind of check. */
      failures: z.array(z.object({ name: z.string(), detail: z.string(), rows: z.number().nullable() })),
      warnings: z.array(z.object({ name: z.string(), detail: z.string(), rows: z.number().nullable() })),
      /** The error that ended the run, where no check did: as an answer that refuses says it. */
      error: keptErrorSchema.nullable(),
    }),
  ),
});
export type RunsResponse = z.infer<typeof runsResponse>;
