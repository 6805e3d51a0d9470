import { z } from 'zod';
import { roleSchema, scopeSchema } from '../roles.ts';

export const languageSchema = z.enum(['en', 'zh-CN']);
export type Language = z.infer<typeof languageSchema>;
export const themeSchema = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof themeSchema>;

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .min(3)
  .max(200)
  .regex(/^[^\s@]+@[^\s@]+$/);
/** A new password: at least ten characters. */
export const newPasswordSchema = z.string().min(10).max(200);

export const healthResponse = z.object({ ok: z.boolean(), generation: z.string().nullable() });

export const startResponse = z.object({
  workspace: z.string(),
  kind: z.enum(['demo', 'real']),
  needsSetup: z.boolean(),
  demoAccounts: z.array(z.object({ email: z.string(), role: roleSchema, password: z.string() })).optional(),
  languages: z.array(languageSchema),
  generation: z.string().nullable(),
});
export type StartResponse = z.infer<typeof startResponse>;

export const setupRequest = z.strictObject({
  secret: z.string().min(1).max(200),
  email: emailSchema,
  name: z.string().trim().min(1).max(100),
  password: newPasswordSchema,
});

export const signInRequest = z.strictObject({ email: emailSchema, password: z.string().min(1).max(200) });

export const meResponse = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(roleSchema),
  scope: scopeSchema,
  language: languageSchema.nullable(),
  theme: themeSchema.nullable(),
  /** What this person may do: the page shows no door that would not open. */
  actions: z.array(z.string()),
});
export type MeResponse = z.infer<typeof meResponse>;

export const changeMeRequest = z.strictObject({
  language: languageSchema.optional(),
  theme: themeSchema.optional(),
  password: newPasswordSchema.optional(),
  /** Needed with `password`. */
  currentPassword: z.string().max(200).optional(),
});

export const okResponse = z.object({ ok: z.literal(true) });
