import { z } from 'zod';

/** The body of every refusal: `code` is of the catalogue (text: `error.<code>`), `id` finds it in the server's log. */
export const errorResponse = z.object({
  error: z.object({
    code: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    id: z.string(),
  }),
});
export type ErrorResponse = z.infer<typeof errorResponse>;
