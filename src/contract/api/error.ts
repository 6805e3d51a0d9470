import { z } from 'zod';

/** What the text of an error or of a reason names. */
export const detailsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** The body of every refusal: `code` is of the catalogue (text: `error.<code>`), `id` finds it in the server's log. */
export const errorResponse = z.object({
  error: z.object({
    code: z.string(),
    details: detailsSchema,
    id: z.string(),
  }),
});
export type ErrorResponse = z.infer<typeof errorResponse>;
