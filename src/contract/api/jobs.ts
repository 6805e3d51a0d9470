import { z } from 'zod';
import { keptErrorSchema } from './error.ts';

export const jobStateSchema = z.enum(['running', 'done', 'failed', 'cancelled']);

const progressSchema = z.object({
  step: z.string(),
  state: z.enum(['start', 'progress', 'done', 'failed']),
  item: z.string().optional(),
  done: z.number().optional(),
  total: z.number().optional(),
});

export const jobSchema = z.object({
  id: z.string(),
  kind: z.enum(['run', 'fix']),
  state: jobStateSchema,
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  by: z.string(),
  progress: progressSchema.nullable(),
  /** Why it failed: for its reader to word. */
  error: keptErrorSchema.nullable(),
  generation: z.string().nullable(),
});
export type Job = z.infer<typeof jobSchema>;

export const jobStartedResponse = z.object({ job: z.string() });
export const jobResponse = z.object({ job: jobSchema });
export const jobsResponse = z.object({ jobs: z.array(jobSchema) });

/** The `data` of each event of /api/events, named by `type`. */
export const serverEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('job'), job: jobSchema }),
  z.object({ type: z.literal('progress'), job: z.string(), progress: progressSchema }),
  z.object({
    type: z.literal('write-back'),
    /** Source id of the target. */
    target: z.string(),
    done: z.number().int(),
    total: z.number().int(),
  }),
  z.object({ type: z.literal('generation'), generation: z.string(), asOf: z.string() }),
]);
export type ServerEvent = z.infer<typeof serverEventSchema>;
