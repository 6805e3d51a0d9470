import { z } from 'zod';

const detail = z.union([z.string(), z.number(), z.boolean()]);

/** What the text of an error or of a reason names; `others` has the same of further mistakes. */
export const detailsSchema = z.record(z.string(), z.union([detail, z.array(z.record(z.string(), detail))]));

/** An error that is kept with what it ended; of `internal` `said` has the program's own words, if any. */
export const keptErrorSchema = z.object({ code: z.string(), details: detailsSchema });
export type KeptError = z.infer<typeof keptErrorSchema>;

/** The body of every refusal: `code` is of the catalogue (text: `error.<code>`), `id` finds it in the server's log. */
export const errorResponse = z.object({
  error: z.object({
    code: z.string(),
    details: detailsSchema,
    id: z.string(),
  }),
});
export type ErrorResponse = z.infer<typeof errorResponse>;
