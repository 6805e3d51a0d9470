import { z } from 'zod';

/** A change of one column's contract made in the app: part of the contract from then on. */
export const fixSchema = z.strictObject({
  map_values: z.record(z.string().max(200), z.string().max(200)).optional(),
  null_tokens: z.array(z.string().max(60)).max(50).optional(),
  date_formats: z.array(z.string().max(60)).max(20).optional(),
  /** Further names the column has in the files. */
  headers: z.array(z.string().min(1).max(120)).max(20).optional(),
});
export type Fix = z.infer<typeof fixSchema>;

const column = {
  source: z.string().max(60),
  object: z.string().max(80),
  column: z.string().max(120),
};
const target = { ...column, fix: fixSchema };

export const fixColumnQuery = z.strictObject(column);
export const fixColumnResponse = z.object({
  /** What the column takes as it is; empty where any value of its type may come. */
  accepts: z.array(z.string()),
});
export type FixColumnResponse = z.infer<typeof fixColumnResponse>;

export const fixPreviewRequest = z.strictObject(target);
export const fixPreviewResponse = z.object({
  /** Rejected rows of this object that can be read again. */
  outstanding: z.number(),
  would_accept: z.number(),
  still_rejected: z.number(),
  /** Why the others would still be rejected: `rule column` → rows. */
  still_by_rule: z.record(z.string(), z.number()),
});
export type FixPreviewResponse = z.infer<typeof fixPreviewResponse>;

export const fixRequest = z.strictObject({ ...target, reason: z.string().trim().min(3).max(500) });
export type FixRequest = z.infer<typeof fixRequest>;

export const fixesResponse = z.object({
  fixes: z.array(
    z.object({
      id: z.string(),
      source: z.string(),
      object: z.string(),
      column: z.string(),
      fix: fixSchema,
      at: z.string(),
      by: z.string(),
      reason: z.string(),
    }),
  ),
});
export type FixesResponse = z.infer<typeof fixesResponse>;
