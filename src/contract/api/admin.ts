import { z } from 'zod';
import { roleSchema, scopeSchema } from '../roles.ts';
import { emailSchema, newPasswordSchema } from './session.ts';

export const userSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  roles: z.array(roleSchema),
  scope: scopeSchema,
  active: z.boolean(),
  createdAt: z.string(),
  lastSignInAt: z.string().nullable(),
});
export type User = z.infer<typeof userSchema>;

export const usersResponse = z.object({ users: z.array(userSchema) });
export const userResponse = z.object({ user: userSchema });

export const createUserRequest = z.strictObject({
  email: emailSchema,
  name: z.string().trim().min(1).max(100),
  password: newPasswordSchema,
  roles: z.array(roleSchema).min(1),
  scope: scopeSchema.default({}),
});

export const changeUserRequest = z.strictObject({
  name: z.string().trim().min(1).max(100).optional(),
  roles: z.array(roleSchema).min(1).optional(),
  scope: scopeSchema.optional(),
  active: z.boolean().optional(),
  password: newPasswordSchema.optional(),
});

export const auditQuery = z.strictObject({
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export const auditResponse = z.object({
  total: z.number(),
  entries: z.array(
    z.object({
      id: z.number(),
      at: z.string(),
      userId: z.string().nullable(),
      email: z.string().nullable(),
      action: z.string(),
      outcome: z.enum(['ok', 'denied', 'failed']),
      address: z.string().nullable(),
      generation: z.string().nullable(),
      detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
});
export type AuditResponse = z.infer<typeof auditResponse>;
