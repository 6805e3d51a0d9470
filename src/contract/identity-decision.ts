import { z } from 'zod';
import { pinnableFields } from './pinnable-fields.ts';
import { identityEntities } from './identity-entities.ts';

/** `<source>|<key>`: a record of a source, never a cluster. */
export const recordIdSchema = z.string().regex(/^[^|]+\|.+$/, 'record_id');

const records = z.array(recordIdSchema).min(1).max(1000);
const entity = z.enum(identityEntities);

/** 1/1000 bit; a hundred bits either way are more than any pair of records has to say. */
const thresholdWeight = z.number().int().min(-100_000).max(100_000);

/** What a person decides about identity, without who and when. */
export const identityDecisionInputSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('must_link'),
    entity,
    records: z.array(recordIdSchema).min(2).max(1000),
    why: z.string().max(2000).default(''),
  }),
  z.strictObject({
    kind: z.literal('cannot_link'),
    entity,
    left: records,
    right: records,
    why: z.string().max(2000).default(''),
  }),
  z.strictObject({
    kind: z.literal('pin'),
    entity: z.literal('customer'),
    record: recordIdSchema,
    field: z.enum(pinnableFields),
    value: z.string().max(2000),
    why: z.string().max(2000).default(''),
  }),
  z.strictObject({
    kind: z.literal('revoke'),
    entity,
    revokes: z.string(),
    why: z.string().max(2000).default(''),
  }),
  /** Weights from which pairs are matches, and from which they are shown to a person. The newest that holds counts. */
  z.strictObject({
    kind: z.literal('threshold'),
    entity: z.literal('customer'),
    match: thresholdWeight,
    review: thresholdWeight,
    why: z.string().max(2000).default(''),
  }),
]);

const stamped = { id: z.string().min(1), at: z.iso.datetime(), by: z.string() };

/** One line of the journal of identity decisions. */
export const identityDecisionSchema = z.discriminatedUnion('kind', [
  identityDecisionInputSchema.options[0].extend(stamped),
  identityDecisionInputSchema.options[1].extend(stamped),
  identityDecisionInputSchema.options[2].extend(stamped),
  identityDecisionInputSchema.options[3].extend(stamped),
  identityDecisionInputSchema.options[4].extend(stamped),
]);

export type IdentityDecisionInput = z.input<typeof identityDecisionInputSchema>;
export type IdentityDecision = z.infer<typeof identityDecisionSchema>;
/** A decision that holds: not a revocation, and not revoked. */
export type ActiveIdentityDecision = Exclude<IdentityDecision, { kind: 'revoke' }>;
