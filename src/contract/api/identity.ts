import { z } from 'zod';
import { identityDecisionInputSchema, identityDecisionSchema, recordIdSchema } from '../identity-decision.ts';
import { identityEntities } from '../identity-entities.ts';
import { isoDate } from '../query.ts';

/** Weights are whole thousandths of a bit, amounts are in base currency. */
const weight = z.number().int();
const stamp = { generation: z.string(), asOf: isoDate };
const entity = z.enum(identityEntities).default('customer');

/** What a call without a body is about. */
export const identityEntityQuery = z.strictObject({ entity });

export const pairBands = ['match', 'review', 'apart'] as const;

/** What waits for a person: unsure pairs and ties that alone hold a golden customer together. */
export const pairViews = ['review', 'bridge', 'match', 'apart', 'decided', 'all'] as const;

export const identityPairsRequest = z.strictObject({
  entity,
  view: z.enum(pairViews).default('review'),
  /** Only pairs of this record, or of records whose name or key holds this text. */
  record: recordIdSchema.optional(),
  q: z.string().max(200).default(''),
  /** Half-open: from ≤ weight < to. */
  from: weight.optional(),
  to: weight.optional(),
  order: z.enum(['stake', 'weight_desc', 'weight_asc']).default('stake'),
  offset: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});
export type IdentityPairsRequest = z.input<typeof identityPairsRequest>;

const side = z.object({
  id: z.string(),
  source: z.string(),
  name: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  /** What tells records of one name apart: the customer of a contact, code and unit of a product. */
  about: z.string().nullable(),
  goldenId: z.string(),
});

/** What was decided about a pair: in force in the generation served, or waiting for the next run. */
const decided = z
  .object({ id: z.string(), kind: z.enum(['must_link', 'cannot_link']), pending: z.boolean() })
  .nullable();

const pair = z.object({
  left: side,
  right: side,
  /** None where rules tie records, not weights. */
  weight: weight.nullable(),
  /** Rules that the two meet: those that tie them, else those that only make a person look. */
  rules: z.array(z.string()),
  probability: z.number().nullable(),
  band: z.enum(pairBands),
  sameGolden: z.boolean(),
  isBridge: z.boolean(),
  /** Several companies of a series match it alike, so that its weight does not say which it is [LINK-45]. */
  isOneOfSeveral: z.boolean(),
  valueAtStake: z.number(),
  decided,
});
export type IdentityPair = z.infer<typeof pair>;

export const identityPairsResponse = z.object({
  ...stamp,
  total: z.number().int(),
  /** Base currency of the amounts. */
  currency: z.string(),
  rows: z.array(pair),
});
export type IdentityPairsResponse = z.infer<typeof identityPairsResponse>;

/** Ids as an address has them: one that names no record is unknown, not misunderstood. */
const asked = z.string().min(1).max(500);
export const identityPairQuery = z.strictObject({ entity, left: asked, right: asked });

const fullSide = side.extend({
  /** As the source gave it, field by field, for reading side by side. */
  fields: z.record(z.string(), z.string().nullable()),
  /** Orders that name the record, and the last day of such an order or of a change to the record. None of contacts. */
  orders: z.number().int().nullable(),
  lastSeen: isoDate.nullable(),
  /** Of the golden customer the record is in; none of products. */
  openReceivables: z.number().nullable(),
  pipeline: z.number().nullable(),
});

export const identityPairResponse = z.object({
  ...stamp,
  currency: z.string(),
  left: fullSide,
  right: fullSide,
  weight: weight.nullable(),
  probability: z.number().nullable(),
  band: z.enum(pairBands),
  thresholds: z.object({ match: weight, review: weight }).nullable(),
  /** Where rules tie records: each of them, whether it ties and whether the two meet it, with what each side has for it. */
  rules: z.array(
    z.object({
      name: z.string(),
      ties: z.boolean(),
      holds: z.boolean(),
      compared: z.array(
        z.object({ field: z.string(), left: z.string().nullable(), right: z.string().nullable() }),
      ),
    }),
  ),
  /** The waterfall, in order; adds up to `weight`. The first is the prior. */
  addends: z.array(
    z.object({
      field: z.string(),
      label: z.string(),
      weight,
      /** The field it goes together with by itself, and whether that one agrees: the weight is what it adds beside it. */
      beside: z.object({ field: z.string(), agrees: z.boolean() }).nullable(),
      left: z.string().nullable(),
      right: z.string().nullable(),
    }),
  ),
  /** Rules that bring the two together. Empty: no rule did, which is why they were never compared. */
  blocks: z.array(z.string()),
  /** Rules that do not, with what each side has for them. */
  missed: z.array(z.object({ rule: z.string(), left: z.string().nullable(), right: z.string().nullable() })),
  sameGolden: z.boolean(),
  decided,
});
export type IdentityPairResponse = z.infer<typeof identityPairResponse>;

export const identityClusterResponse = z.object({
  ...stamp,
  goldenId: z.string(),
  name: z.string().nullable(),
  records: z.array(side.extend({ joinedBy: z.enum(['alone', 'linked', 'decided']) })),
  /** Scored or decided pairs among them. */
  ties: z.array(
    z.object({
      left: z.string(),
      right: z.string(),
      weight: weight.nullable(),
      rules: z.array(z.string()),
      band: z.enum(pairBands),
      isBridge: z.boolean(),
      decided,
    }),
  ),
});
export type IdentityClusterResponse = z.infer<typeof identityClusterResponse>;

export const identityOverviewResponse = z.object({
  ...stamp,
  /** None where rules tie records. */
  thresholds: z.object({ match: weight, review: weight }).nullable(),
  /** Those of the next run, as the decisions that hold say, with the decision they come from (none: nobody's choice). */
  nextThresholds: z.object({ match: weight, review: weight, decision: z.string().nullable() }).nullable(),
  /** Pairs below this weight are not kept: what thresholds below it would do cannot be told in full. */
  floor: weight.nullable(),
  counts: z.object({
    records: z.number().int(),
    golden: z.number().int(),
    bothSystems: z.number().int(),
    crmOnly: z.number().int(),
    erpOnly: z.number().int(),
    /** Held by neither now: every record of it is deleted, archived or merged away [STAND-4], or of a source of another role. */
    inNeither: z.number().int(),
    review: z.number().int(),
    bridges: z.number().int(),
  }),
  /** Pairs by weight, in steps of one bit: `from` ≤ weight < `from` + 1000. */
  histogram: z.array(z.object({ from: weight, pairs: z.number().int() })),
  /** Effect of term frequencies on this run: pairs that became or ceased to be matches. */
  termFrequencies: z.object({ on: z.boolean(), gained: z.number().int(), lost: z.number().int() }).nullable(),
  /** Decisions and revocations, of all entities, that the generation served does not know yet; and of each. */
  pending: z.number().int(),
  pendingOf: z.record(z.enum(identityEntities), z.number().int()),
});
export type IdentityOverviewResponse = z.infer<typeof identityOverviewResponse>;

/** Golden customers before and after, of those that change. */
const change = z.object({
  goldenId: z.string().nullable(),
  name: z.string().nullable(),
  /** Records before and after; what is in only one of the two lists leaves or joins. */
  before: z.array(z.string()),
  after: z.array(z.string()),
  /** Names of the records that leave or join, by id. */
  names: z.record(z.string(), z.string()),
});
const effect = {
  golden: z.object({ before: z.number().int(), after: z.number().int() }),
  merged: z.number().int(),
  split: z.number().int(),
  /** The first hundred, most valuable first. */
  changes: z.array(change),
};

export const identityThresholdRequest = z
  .strictObject({ match: weight, review: weight })
  .refine(({ match, review }) => review <= match, 'review_above_match');

export const identityThresholdResponse = z.object({
  ...stamp,
  ...effect,
  matches: z.object({ before: z.number().int(), after: z.number().int() }),
  review: z.object({ before: z.number().int(), after: z.number().int() }),
});
export type IdentityThresholdResponse = z.infer<typeof identityThresholdResponse>;

/** A band of weights to accept as matches at once. */
export const identityBandRequest = z.strictObject({ from: weight, to: weight });
export const identityBandResponse = z.object({
  ...stamp,
  pairs: z.number().int(),
  /** Of the undecided pairs of the band: expected share of true ones, from their probabilities, and the 95 % interval of the share. */
  precision: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Pairs of the band that people have decided, and how many of them they joined. */
  judged: z.number().int(),
  joined: z.number().int(),
  /** What accepting would send; at most 1,000. */
  decisions: z.array(identityDecisionInputSchema),
});
export type IdentityBandResponse = z.infer<typeof identityBandResponse>;

export const identityDecideRequest = z.strictObject({
  decisions: z.array(identityDecisionInputSchema).min(1).max(1000),
  /** Earlier decisions (`overruled` of the preview) that the person knows will no longer hold; of others: `contradicts`. */
  overrules: z.array(z.string()).max(10_000).default([]),
  /** The generation that the person looked at; when another is served by now: `stale`. */
  generation: z.string().optional(),
});
export type IdentityDecideRequest = z.input<typeof identityDecideRequest>;

/** All decisions are about one entity. None asks what those that wait change of what is served of it. */
export const identityPreviewRequest = z.strictObject({
  entity: z.enum(identityEntities).optional(),
  decisions: z.array(identityDecisionInputSchema).max(1000),
});

/** What the decisions would change, on top of those that wait. Nothing is kept. */
export const identityPreviewResponse = z.object({
  ...stamp,
  ...effect,
  /** Values that would win instead, of golden customers in `changes` and of those that a pin is about. */
  values: z.array(
    z.object({
      goldenId: z.string(),
      /** Of the golden record as it would be. */
      name: z.string().nullable(),
      field: z.string(),
      /** Of an owner the name, not the key. */
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
  /** Earlier decisions that these contradict and that would no longer hold. */
  overruled: z.array(z.string()),
});
export type IdentityPreviewResponse = z.infer<typeof identityPreviewResponse>;

export const identityDecidedResponse = z.object({ ids: z.array(z.string()), pending: z.number().int() });

export const identityDecisionsQuery = z.strictObject({
  entity: z.enum(identityEntities).optional(),
  /** Only what the generation served does not know yet. */
  waiting: z.literal('only').optional(),
  /** Only what was decided in one go with this decision. */
  together: z.string().optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
});

/** The journal, newest first. */
export const identityDecisionsResponse = z.object({
  ...stamp,
  total: z.number().int(),
  /** Lines of the journal (from 1) that cannot be read: a crash tore the last one, or a hand damaged another. */
  broken: z.array(z.number().int()),
  rows: z.array(
    z.object({
      decision: identityDecisionSchema,
      /** Not known to the generation served. */
      pending: z.boolean(),
      revokedBy: z.string().nullable(),
      overruled: z.boolean(),
      /** What a revocation takes back. */
      revoked: identityDecisionSchema.nullable(),
      /** How many decisions, this one among them, were made in one go, wait and can be taken back. */
      together: z.number().int(),
      /** Name of the owner that is pinned (by what is taken back); none when the decision pins none, or nobody of that key is in the data. */
      owner: z.string().nullable(),
      /** Names of the records it speaks of, by id, where they are still in the data. */
      names: z.record(z.string(), z.string()),
    }),
  ),
});
export type IdentityDecisionsResponse = z.infer<typeof identityDecisionsResponse>;

/** Golden contacts or products, by name. */
export const goldenViews = ['all', 'several', 'decided'] as const;
export const identityGoldenRequest = z.strictObject({
  entity: z.enum(['contact', 'product']),
  /** `several`: of more records than one; `decided`: whose records decisions name. */
  view: z.enum(goldenViews).default('all'),
  q: z.string().max(200).default(''),
  offset: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});
export type IdentityGoldenRequest = z.input<typeof identityGoldenRequest>;

export const identityGoldenResponse = z.object({
  ...stamp,
  total: z.number().int(),
  rows: z.array(
    z.object({
      goldenId: z.string(),
      name: z.string().nullable(),
      about: z.string().nullable(),
      /** By source, then id. */
      records: z.array(z.object({ id: z.string(), source: z.string(), name: z.string().nullable() })),
      isDecided: z.boolean(),
    }),
  ),
});
export type IdentityGoldenResponse = z.infer<typeof identityGoldenResponse>;

export const identityOwnersQuery = z.strictObject({
  q: z.string().max(200).default(''),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** Who may be pinned as a customer's owner: those who still work there first, then by name. */
export const identityOwnersResponse = z.object({
  ...stamp,
  total: z.number().int(),
  rows: z.array(
    z.object({
      /** What a pin of `owner_key` takes. */
      id: z.string(),
      name: z.string(),
      source: z.string(),
      role: z.string().nullable(),
      isActive: z.boolean(),
    }),
  ),
});
export type IdentityOwnersResponse = z.infer<typeof identityOwnersResponse>;

/** What a pin of a field with a list of its own takes. */
export const identityPinListsResponse = z.object({
  ...stamp,
  /** ISO 3166, two letters. */
  countries: z.array(z.string()),
  /** ISO 4217, those with a rate or of a customer. */
  currencies: z.array(z.string()),
  channels: z.array(z.string()),
  /** Those of the data; none where no record says one, and then any will do. */
  industries: z.array(z.string()),
});
export type IdentityPinListsResponse = z.infer<typeof identityPinListsResponse>;
