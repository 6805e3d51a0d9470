import { z } from 'zod';

export const roleSchema = z.enum(['executive', 'marketer', 'planner', 'service', 'steward', 'admin']);
export type Role = z.infer<typeof roleSchema>;

/**
 * Which members of the policy dimensions a person may see. A missing list means all members;
 * a present list means only those (an empty list: none). `null` in a list is the NULL member.
 */
export const scopeSchema = z.strictObject({
  region: z.array(z.string().nullable()).optional(),
  channel: z.array(z.string().nullable()).optional(),
});
export type Scope = z.infer<typeof scopeSchema>;

/** Who asks. Every authorisation decision takes this and nothing else about the person. */
export interface Principal {
  readonly userId: string;
  readonly roles: readonly Role[];
  readonly scope: Scope;
}
