import { z } from 'zod';
import { recordReasons } from '../record-reasons.ts';
import { detailsSchema } from './error.ts';

const outcome = z.enum(['insert', 'update', 'no-op', 'refuse', 'failed']);
const fieldValue = z.union([z.string(), z.number(), z.null()]);
const counts = z.object({
  insert: z.number(),
  update: z.number(),
  'no-op': z.number(),
  refuse: z.number(),
  failed: z.number(),
});

export const orderStatusRequest = z.strictObject({
  /** Source id of the target. */
  target: z.string().min(1).max(60),
  /** Only say what would be written. */
  dryRun: z.boolean(),
  /** Files: every record again. */
  full: z.boolean().default(false),
  /** More than half of the records that tell of an order may be told that they have none any more. */
  allowEmptying: z.boolean().default(false),
});
export type OrderStatusRequest = z.input<typeof orderStatusRequest>;

export const orderStatusResponse = z.object({
  target: z.string(),
  system: z.string(),
  version: z.string(),
  generation: z.string(),
  asOf: z.string(),
  dryRun: z.boolean(),
  counts,
  /** Records that told of an order and are told that none counts any more; among `counts.update`. */
  emptied: z.number(),
  /** Records of earlier exports that the generation does not know any more: left as they stand. */
  left: z.number(),
  /** Records that an earlier one was broken off at and that stand there all the same; the list has a line of its own. */
  confirmed: z.number(),
  withoutCounterpart: z.number(),
  notPromised: z.number(),
  /** Accounts that orders concern and that the target itself says are deleted, or merged into another. */
  leftOut: z.object({ deleted: z.number(), merged: z.number() }),
  /** The first of each outcome; `counts` has how many there are. */
  records: z.array(
    z.object({
      object: z.string(),
      key: z.string(),
      about: z.array(z.string()),
      outcome,
      /** It told of an order and is told that none counts any more. */
      isEmptied: z.boolean(),
      /** Text: `export.reason.<code>`. */
      reason: z.enum(recordReasons).nullable(),
      changed: z.array(z.string()),
      /** What stands there and what would stand there, of each of `changed`; none where nothing is written. */
      values: z.array(z.object({ before: fieldValue, after: fieldValue })),
    }),
  ),
  /** Name of the folder of files, for downloads. */
  folder: z.string().nullable(),
  files: z.array(z.string()),
});
export type OrderStatusResponse = z.infer<typeof orderStatusResponse>;

export const exportsResponse = z.object({
  targets: z.array(z.object({ source: z.string(), system: z.string(), live: z.boolean() })),
  /** Newest first; a beginning without an end is an export that died. */
  exports: z.array(
    z.object({
      at: z.string(),
      by: z.string(),
      target: z.string(),
      generation: z.string(),
      asOf: z.string(),
      version: z.string(),
      /** Confirmed: what one that was broken off had written all the same. */
      state: z.enum(['started', 'done', 'failed', 'confirmed']),
      counts,
      /** SHA-256; NULL until something is known to be written, and of lines that earlier versions confirmed. */
      checksum: z.string().nullable(),
      /** Of what was written, or of what was read back where the answer to writing was lost. */
      checksumOf: z.enum(['written', 'standing']),
      /** Why it ended badly, as an answer that refuses says it. */
      error: z.object({ code: z.string(), details: detailsSchema }).nullable(),
      folder: z.string().nullable(),
      files: z.array(z.string()),
    }),
  ),
});
export type ExportsResponse = z.infer<typeof exportsResponse>;

export const exportFileParams = z.object({
  target: z.string().regex(/^[a-z][a-z0-9_]{0,30}$/),
  folder: z.string().regex(/^\d{4,}-[0-9a-f]{12}$/),
  file: z.string().regex(/^[A-Za-z][A-Za-z-]{0,60}\.(csv|json)$/),
});
