// Apart from the schemas, so that the page can name the words without their checks.

/** Kinds of numbers and names an order is found by, the likeliest a customer would quote first. */
export const numberKinds = [
  'customer_po',
  'order',
  'quote',
  'invoice',
  'shipment',
  'case',
  'customer',
  'opportunity',
  'lead',
  'payment',
  'work_order',
] as const;
export type NumberKind = (typeof numberKinds)[number];

/**
 * `attention`: late or blocked, or cancelled though goods left or an invoice is to be paid. `due_week`: promised for one of
 * the seven days from the as-of day on.
 */
export const orderViews = ['attention', 'late', 'blocked', 'due_week', 'open', 'all'] as const;
export type OrderView = (typeof orderViews)[number];

export const orderStates = [
  'quoted',
  'confirmed',
  'waiting_for_goods',
  'in_production',
  'partly_shipped',
  'shipped',
  'invoiced',
  'paid',
  'credited',
  'closed',
  'cancelled',
  'unknown',
] as const;
/** Why an open line is not with the customer [STATUS-4]. */
export const orderCauses = [
  'payment_hold',
  'not_shipped',
  'scheduled',
  'supply_late',
  'production_late',
  'short_stock',
  'not_yet_due',
] as const;
export type OrderCause = (typeof orderCauses)[number];

export const threadKinds = [
  'campaign',
  'lead',
  'opportunity',
  'quote',
  'order',
  'work_order',
  'shipment',
  'invoice',
  'payment',
  'case',
] as const;
export type ThreadKind = (typeof threadKinds)[number];

/** Of an opportunity without an order [THREAD-8], or a lead without an opportunity [THREAD-9]. */
export const opportunityStandings = [
  'no_order_yet',
  'won_no_order_yet',
  'won_without_order',
  'lost',
  'lead_open',
  'lead_closed',
] as const;
export type OpportunityStanding = (typeof opportunityStandings)[number];
