import { z } from 'zod';
import { isoDate } from '../query.ts';

export const catalogMetric = z.object({
  id: z.string(),
  unit: z.string(),
  format: z.string(),
  owner: z.string(),
  grain: z.string(),
  goodDirection: z.enum(['up', 'down', 'none']),
  formula: z.string(),
  kind: z.string(),
  /** The rule of SPEC.md that says what it is. */
  spec: z.string(),
  dimensions: z.array(z.string()),
  allowed: z.boolean(),
});
export type CatalogMetric = z.infer<typeof catalogMetric>;

export const memberSchema = z.object({ member: z.string().nullable(), label: z.string().nullable() });
export type Member = z.infer<typeof memberSchema>;

export const membersQuery = z.strictObject({
  search: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const membersResponse = z.object({ members: z.array(memberSchema) });

export const catalogDimension = z.object({
  id: z.string(),
  kind: z.string(),
  /** The members this person may see, where there are few (region, channel …); others: /api/members/:dimension. */
  members: z.array(z.string().nullable()).optional(),
});
export type CatalogDimension = z.infer<typeof catalogDimension>;

export const catalogResponse = z.object({
  generation: z.string(),
  asOf: isoDate,
  builtAt: z.string().nullable(),
  baseCurrency: z.string(),
  timeZone: z.string(),
  metrics: z.array(catalogMetric),
  dimensions: z.array(catalogDimension),
  dataFrom: isoDate.nullable(),
  dataTo: isoDate.nullable(),
});
export type CatalogResponse = z.infer<typeof catalogResponse>;
