import { z } from 'zod';
import {
  numberKinds,
  opportunityStandings,
  orderCauses,
  orderStates,
  orderViews,
  threadKinds,
} from '../order-words.ts';
import { isoDate } from '../query.ts';

const state = z.enum(orderStates);
const cause = z.enum(orderCauses);

const member = z.union([z.string().max(200), z.null()]);
export const orderIdSchema = z.string().min(1).max(300);

export const orderSearchSchema = z.strictObject({
  /** Any number or name; words around it do no harm. Empty: all orders of the view. */
  q: z.string().max(300).default(''),
  /** Left out: all that is found, and without a search what needs attention. */
  view: z.enum(orderViews).optional(),
  region: z.array(member).max(200).default([]),
  channel: z.array(member).max(200).default([]),
  offset: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(200).default(25),
});
export type OrderSearch = z.output<typeof orderSearchSchema>;
export type OrderSearchInput = z.input<typeof orderSearchSchema>;

const customer = z
  .object({ customerNo: z.number().int(), goldenId: z.string(), name: z.string().nullable() })
  .nullable();

const standing = {
  orderId: z.string(),
  number: z.string().nullable(),
  customerPo: z.string().nullable(),
  /** NULL where the customer is not known, or known by no record this person sees. */
  customer,
  region: z.string().nullable(),
  channel: z.string().nullable(),
  state,
  isOpen: z.boolean(),
  isLate: z.boolean(),
  /** An open line is held for payment, or nothing that is there or coming covers it. */
  isBlocked: z.boolean(),
  /** More was paid or credited than invoiced, by invoices of this order alone: what is receivable is owed to the customer. */
  isRefundDue: z.boolean(),
  /** Something that left and did not come back lacks its invoice [THREAD-5], credit notes deducted; its 14 days may not be over. */
  isToInvoice: z.boolean(),
  /** Something of it is invoiced, credit notes deducted. */
  hasInvoice: z.boolean(),
  /** Cancelled, but goods left and did not all come back [STATUS-9]. */
  isShippedThoughCancelled: z.boolean(),
  /** Cancelled, but invoices of this order alone are to be paid [STATUS-9]. */
  isUnpaidThoughCancelled: z.boolean(),
  /** Closed before all of it was shipped, or of a service invoiced: the rest is not to come [STATUS-12]. */
  isShortClosed: z.boolean(),
  daysLate: z.number().int(),
  /** Of the latest open line, and what that line waits for. */
  cause: cause.nullable(),
  supplyKind: z.string().nullable(),
  supplyNumber: z.string().nullable(),
  orderedOn: isoDate.nullable(),
  /** The next promise of what is open, else that of the order. */
  promisedOn: isoDate.nullable(),
  expectedOn: isoDate.nullable(),
  lastShippedOn: isoDate.nullable(),
  /** Lines that came in, cancelled ones included. */
  lineCount: z.number().int(),
  /** Lines worth something did not come in [ORD-4]: state, day and value are those of the lines that did. */
  isIncomplete: z.boolean(),
  /** What they are worth, base currency; NULL where none is missing or it is not known. */
  missing: z.number().nullable(),
  /** Base currency; `open` is what is not shipped. */
  amount: z.number().nullable(),
  open: z.number(),
  /** That of the order itself, and the same amounts in it [ORDERS-11]. */
  currency: z.string().nullable(),
  amountInCurrency: z.number().nullable(),
  openInCurrency: z.number(),
  missingInCurrency: z.number().nullable(),
  quantityOrdered: z.number(),
  /** Of it what can ship, and of that what was shipped; 0 of 0 is no share [STATUS-15]. */
  quantityToShip: z.number(),
  quantityShipped: z.number(),
  /** Nothing of it ever ships [STATUS-15]. */
  isService: z.boolean(),
};

const hit = z.object({ kind: z.enum(numberKinds), value: z.string() });

const opportunity = {
  opportunityId: z.string(),
  number: z.string().nullable(),
  name: z.string().nullable(),
  customer,
  region: z.string().nullable(),
  channel: z.string().nullable(),
  /** In the words of its source. */
  stage: z.string().nullable(),
  standing: z.enum(opportunityStandings),
  /** Where it, or the lead that it came from, was found; in the words of its source. */
  leadSource: z.string().nullable(),
  /** The day it closed, else was made. */
  on: isoDate.nullable(),
  expectedOn: isoDate.nullable(),
  /** Base currency. */
  amount: z.number().nullable(),
  currency: z.string().nullable(),
  amountInCurrency: z.number().nullable(),
};

export const orderSearchResponse = z.object({
  generation: z.string(),
  asOf: isoDate,
  view: z.enum(orderViews),
  total: z.number().int(),
  /** Found orders in each view. */
  counts: z.array(z.object({ view: z.enum(orderViews), orders: z.number().int() })),
  rows: z.array(
    z.object({
      ...standing,
      /** Numbers and names that were met, the best first. */
      hits: z.array(hit),
      /** The whole number was met, not part of it. */
      isExact: z.boolean(),
    }),
  ),
  /** Opportunities without an order that were met, the best first; how many there are, shown or not. */
  unordered: z.object({
    total: z.number().int(),
    rows: z.array(z.object({ ...opportunity, hits: z.array(hit), isExact: z.boolean() })),
  }),
  exportCap: z.number().int(),
});
export type FoundOpportunity = OrderSearchResponse['unordered']['rows'][number];
export type OrderSearchResponse = z.infer<typeof orderSearchResponse>;
export type FoundOrder = OrderSearchResponse['rows'][number];

const lineage = z.object({ source: z.string(), batch: z.string(), line: z.number().int() }).nullable();

/** A purchase, a work order or stock that completes a line, and how its day came about [ATP-3]. */
const supply = z.object({
  kind: z.enum(['stock', 'purchase', 'work_order', 'none']),
  number: z.string().nullable(),
  status: z.string().nullable(),
  quantity: z.number().nullable(),
  promisedOn: isoDate.nullable(),
  expectedOn: isoDate.nullable(),
  /** on_hand, promised, further_delay or lead_time. */
  rule: z.string().nullable(),
  daysLate: z.number().int(),
});
export type OrderSupply = z.infer<typeof supply>;

const orderLine = z.object({
  lineId: z.string(),
  lineNo: z.number().int().nullable(),
  product: z.object({
    code: z.string().nullable(),
    name: z.string().nullable(),
    nameZh: z.string().nullable(),
    uom: z.string().nullable(),
  }),
  state,
  isOpen: z.boolean(),
  isLate: z.boolean(),
  /** Its product never ships [ORD-5]. */
  isService: z.boolean(),
  /** Its order was closed before all of it was shipped, or of a service invoiced: the rest is not to come [STATUS-12]. */
  isShortClosed: z.boolean(),
  daysLate: z.number().int(),
  cause: cause.nullable(),
  quantity: z.number(),
  shipped: z.number(),
  invoiced: z.number(),
  open: z.number(),
  amount: z.number().nullable(),
  requestedOn: isoDate.nullable(),
  promisedOn: isoDate.nullable(),
  expectedOn: isoDate.nullable(),
  lastShippedOn: isoDate.nullable(),
  /** How the day came about; NULL when nothing is open to be shipped. */
  promise: z
    .object({
      fromStock: z.number(),
      fromSupply: z.number(),
      uncovered: z.number(),
      availableOn: isoDate.nullable(),
      /** The day its last planned shipment is planned for, where that has not passed. */
      scheduledOn: isoDate.nullable(),
      leadTimeDays: z.number().int().nullable(),
      supply,
    })
    .nullable(),
  /** Of the product: on hand anywhere now. NULL where none was ever counted. */
  onHand: z.number().nullable(),
  /** Not promised to anyone yet. Left out for people with a scope: it follows from orders they may not see. */
  unpromised: z.number().nullable().optional(),
  /** Of a quotation: the first day the whole quantity could be promised for [ATP-6]. Left out like `unpromised`. */
  earliestOn: isoDate.nullable().optional(),
  line: lineage,
});
export type OrderLine = z.infer<typeof orderLine>;

/** A work order of the thread, and how far it is. */
const production = z.object({
  workOrder: z.string(),
  number: z.string().nullable(),
  status: z.string().nullable(),
  product: z.object({
    code: z.string().nullable(),
    name: z.string().nullable(),
    nameZh: z.string().nullable(),
  }),
  planned: z.number(),
  done: z.number(),
  scrap: z.number(),
  plannedStartOn: isoDate.nullable(),
  plannedEndOn: isoDate.nullable(),
  startedOn: isoDate.nullable(),
  finishedOn: isoDate.nullable(),
  /** Of one not finished: when it is expected, by which rule, and how late against its plan [ATP-3]. */
  expectedOn: isoDate.nullable(),
  rule: z.string().nullable(),
  daysLate: z.number().int(),
});
export type OrderProduction = z.infer<typeof production>;

const threadDocument = z.object({
  kind: z.enum(threadKinds),
  id: z.string(),
  number: z.string().nullable(),
  title: z.string().nullable(),
  state: z.string().nullable(),
  on: isoDate.nullable(),
  dueOn: isoDate.nullable(),
  /** Base currency, at the rate of the document's day. */
  amount: z.number().nullable(),
  /** That of the document itself. */
  currency: z.string().nullable(),
  amountInCurrency: z.number().nullable(),
  quantity: z.number().nullable(),
  source: z.string().nullable(),
});
export type ThreadDocument = z.infer<typeof threadDocument>;

const tie = z.object({
  fromKind: z.enum(threadKinds),
  fromId: z.string(),
  toKind: z.enum(threadKinds),
  /** NULL: what should be there is not. */
  toId: z.string().nullable(),
  rule: z.string(),
  confidence: z.number(),
  gap: z.string().nullable(),
});
export type ThreadTie = z.infer<typeof tie>;

export const orderResponse = z.object({
  generation: z.string(),
  asOf: isoDate,
  ...standing,
  sourceStatus: z.string().nullable(),
  salesperson: z.string().nullable(),
  requestedOn: isoDate.nullable(),
  quantityInvoiced: z.number(),
  /** Of the invoices of this order, base currency; NULL when there are none. */
  invoiced: z.number().nullable(),
  paid: z.number().nullable(),
  receivable: z.number().nullable(),
  /** Invoices and credit notes of this order without a rate to base currency: they are in none of the three. */
  invoicesWithoutRate: z.number().int(),
  /** The same in the order's currency; NULL where one of these invoices, or a payment of one, is in another. */
  invoicedInCurrency: z.number().nullable(),
  paidInCurrency: z.number().nullable(),
  receivableInCurrency: z.number().nullable(),
  /** An invoice of this order also bills another one, so the money is not this order's alone. */
  isInvoiceShared: z.boolean(),
  /** Invoices of the customer overdue for more than 30 days and not settled by the rest of their order, as far as this person sees them. */
  overdue: z.object({
    invoices: z.number().int(),
    amount: z.number(),
    days: z.number().int(),
    /** Of the invoices those without a rate to base currency, which the amount leaves out. */
    unrated: z.number().int(),
  }),
  /** What is late or blocked, the worst first: a code, and all that the code's text names. */
  reasons: z.array(
    z.object({
      code: cause,
      daysLate: z.number().int(),
      /** Ids of the lines. */
      lines: z.array(z.string()),
      supplyKind: z.string().nullable(),
      supplyNumber: z.string().nullable(),
      supplyOn: isoDate.nullable(),
      supplyDaysLate: z.number().int(),
    }),
  ),
  lines: z.array(orderLine),
  production: z.array(production),
  documents: z.array(threadDocument),
  ties: z.array(tie),
  line: lineage,
});
export type OrderResponse = z.infer<typeof orderResponse>;

export const opportunityResponse = z.object({
  generation: z.string(),
  asOf: isoDate,
  ...opportunity,
  documents: z.array(threadDocument),
  ties: z.array(tie),
});
export type OpportunityResponse = z.infer<typeof opportunityResponse>;

export const orderExportRequest = orderSearchSchema;
