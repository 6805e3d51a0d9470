import { z } from 'zod';
import { eventKinds } from '../event-kinds.ts';
import { isoDate } from '../query.ts';

const eventKindSchema = z.enum(eventKinds);

const member = z.union([z.string().max(200), z.null()]);
export const customerIdSchema = z.string().min(1).max(300);

export const customerSearchSchema = z.strictObject({
  /** A name in either script or in pinyin, an id or account number of any source, a golden id (also a former one, or a contact's), or a tax number. */
  q: z.string().max(200).default(''),
  region: z.array(member).max(200).default([]),
  channel: z.array(member).max(200).default([]),
  /** Only customers that one side has and the other has not, or that both have. */
  system: z.enum(['any', 'crm_only', 'erp_only', 'both']).default('any'),
  /** The largest of these first, among customers that meet the words equally well. */
  order: z.enum(['revenue', 'receivables', 'overdue']).default('revenue'),
  offset: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(200).default(25),
});
export type CustomerSearch = z.output<typeof customerSearchSchema>;
export type CustomerSearchInput = z.input<typeof customerSearchSchema>;

const lineage = z.object({ source: z.string(), batch: z.string(), line: z.number().int() }).nullable();

const systems = {
  /** Sources that this person sees records of, sorted. */
  sources: z.array(z.string()),
  inCrm: z.boolean(),
  inErp: z.boolean(),
  recordCount: z.number().int(),
};

export const customerSearchResponse = z.object({
  generation: z.string(),
  asOf: isoDate,
  total: z.number().int(),
  /** Names of natural persons are replaced by ••• and not searched. */
  masked: z.boolean(),
  rows: z.array(
    z.object({
      goldenId: z.string(),
      name: z.string().nullable(),
      /** The name in the other script. */
      otherName: z.string().nullable(),
      kind: z.string().nullable(),
      region: z.string().nullable(),
      channel: z.string().nullable(),
      city: z.string().nullable(),
      ...systems,
      /** What of the customer the words met; `close`: a name spelled nearly so; NULL without words. */
      matched: z.enum(['name', 'pinyin', 'close', 'tax_id', 'record']).nullable(),
      /** Base currency: twelve months to the as-of day; open and overdue on it. */
      revenue: z.number(),
      receivables: z.number(),
      overdue: z.number(),
      /** Invoices and credit notes without a rate to base currency, which each of the three leaves out [C360-8]; payments likewise. */
      unrated: z.object({
        revenue: z.number().int(),
        receivables: z.number().int(),
        overdue: z.number().int(),
        payments: z.object({ receivables: z.number().int(), overdue: z.number().int() }),
      }),
    }),
  ),
  exportCap: z.number().int(),
});
export type CustomerSearchResponse = z.infer<typeof customerSearchResponse>;

const offer = z.object({
  value: z.string(),
  /** Who says so; NULL of a pin, which no record says. */
  record: z.string().nullable(),
  source: z.string().nullable(),
  validFrom: isoDate.nullable(),
  /** What decided for or against it: pin, valid, trust, recency, completeness or frequency; NULL when not told. */
  rule: z.string().nullable(),
  /** Where a person's decision says so: who, told only to those who may read names of persons, and when; NULL where the journal no longer tells. */
  pin: z.object({ by: z.string().nullable(), at: z.iso.datetime().nullable() }).nullable(),
});

export const customerResponse = z.object({
  generation: z.string(),
  asOf: isoDate,
  goldenId: z.string(),
  /** The id asked for, when it was a former id or that of a source record. */
  redirectedFrom: z.string().nullable(),
  customerNo: z.number().int(),
  name: z.string().nullable(),
  otherName: z.string().nullable(),
  kind: z.string().nullable(),
  region: z.string().nullable(),
  channel: z.string().nullable(),
  owner: z.string().nullable(),
  isActive: z.boolean(),
  createdOn: isoDate.nullable(),
  /** The strictest of all records and contacts. */
  optedOut: z.boolean(),
  ...systems,
  /** Personal data is replaced by •••. */
  masked: z.boolean(),
  fields: z.array(z.object({ field: z.string(), winner: offer, losers: z.array(offer) })),
  records: z.array(
    z.object({
      record: z.string(),
      source: z.string(),
      role: z.string(),
      name: z.string().nullable(),
      region: z.string().nullable(),
      channel: z.string().nullable(),
      createdOn: isoDate.nullable(),
      isActive: z.boolean(),
      /** alone, linked or decided. */
      joinedBy: z.string(),
      /** Of its strongest tie to another record shown here, in bits. */
      weight: z.number().nullable(),
      line: lineage,
    }),
  ),
  contacts: z.array(
    z.object({
      contact: z.string(),
      name: z.string().nullable(),
      title: z.string().nullable(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      optedOut: z.boolean(),
      sources: z.array(z.string()),
    }),
  ),
  opportunities: z.array(
    z.object({
      opportunity: z.string(),
      name: z.string().nullable(),
      stage: z.string().nullable(),
      amount: z.number().nullable(),
      currency: z.string().nullable(),
      amountInCurrency: z.number().nullable(),
      probability: z.number().nullable(),
      createdOn: isoDate,
      closeOn: isoDate.nullable(),
      line: lineage,
    }),
  ),
  /** Base currency. The year is the twelve months to the as-of day; what is open is open on that day. */
  value: z.object({
    window: z.object({ from: isoDate, to: isoDate }),
    revenue: z.number().nullable(),
    revenueLifetime: z.number().nullable(),
    /** Left out where the person sees no costs. */
    margin: z.number().nullable().optional(),
    marginLifetime: z.number().nullable().optional(),
    orders: z.number().nullable(),
    ordersLifetime: z.number().nullable(),
    lastOrderOn: isoDate.nullable(),
    receivables: z.number().nullable(),
    overdue: z.number().nullable(),
    pipeline: z.number().nullable(),
    weightedPipeline: z.number().nullable(),
    daysToPay: z.number().nullable(),
    daysPastDue: z.number().nullable(),
    otifRate: z.number().nullable(),
    openCases: z.number().nullable(),
    /** Invoices and credit notes without a rate to base currency, which these sums leave out [C360-8]. */
    unrated: z.object({
      /** Revenue and margin. */
      revenue: z.number().int(),
      revenueLifetime: z.number().int(),
      receivables: z.number().int(),
      overdue: z.number().int(),
      /** Open ones, which the pipeline leaves out. */
      opportunities: z.number().int(),
      /** Payments whose money these do not take off, and those of the year that say nothing of days to pay. */
      payments: z.object({
        receivables: z.number().int(),
        overdue: z.number().int(),
        daysToPay: z.number().int(),
      }),
    }),
  }),
});
export type CustomerResponse = z.infer<typeof customerResponse>;

const kindList = z
  .string()
  .max(200)
  .default('')
  .transform((text) => text.split(',').filter((kind) => kind !== ''))
  .pipe(z.array(eventKindSchema));

export const timelineQuery = z.strictObject({
  /** Kinds with commas between; empty: all. */
  kinds: kindList,
  /** Only events of these days, `to` not included. */
  from: isoDate.optional(),
  to: isoDate.optional(),
  /** The axis has at most about so many steps. */
  steps: z.coerce.number().int().min(10).max(200).default(200),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

export const timelineEvent = z.object({
  kind: eventKindSchema,
  key: z.string(),
  on: isoDate,
  number: z.string().nullable(),
  text: z.string().nullable(),
  status: z.string().nullable(),
  /** late, was_late, incomplete, late_incomplete, short_closed, was_late_short_closed, overdue, paid_late, open, won, lost. */
  flag: z.string().nullable(),
  days: z.number().int().nullable(),
  /** In base currency; negative on a credit note. */
  amount: z.number().nullable(),
  /** That of the document itself [ORDERS-11]. */
  currency: z.string().nullable(),
  amountInCurrency: z.number().nullable(),
  order: z.string().nullable(),
  source: z.string(),
  line: lineage,
});
export type TimelineEvent = z.infer<typeof timelineEvent>;

export const timelineResponse = z.object({
  generation: z.string(),
  asOf: isoDate,
  /** Events of the kinds and days asked for. */
  total: z.number().int(),
  /** Events of every kind, filtered or not. */
  counts: z.array(z.object({ kind: eventKindSchema, events: z.number().int() })),
  /** Events of every kind by step of the axis, so that a drawing never has more than 2,000 marks. */
  step: z.enum(['week', 'month', 'quarter', 'year']),
  marks: z.array(
    z.object({
      kind: eventKindSchema,
      on: isoDate,
      events: z.number().int(),
      amount: z.number().nullable(),
      flagged: z.number().int(),
    }),
  ),
  rows: z.array(timelineEvent),
  exportCap: z.number().int(),
});
export type TimelineResponse = z.infer<typeof timelineResponse>;

export const customerExportRequest = z.union([
  z.strictObject({ search: customerSearchSchema }),
  z.strictObject({
    timeline: z.strictObject({
      customer: customerIdSchema,
      kinds: z.array(eventKindSchema).max(20).default([]),
      from: isoDate.optional(),
      to: isoDate.optional(),
    }),
  }),
]);
export type CustomerExportRequest = z.input<typeof customerExportRequest>;
