import { words, type FieldValue, type Fields } from './adapter.ts';
import type { StatusRecord } from './status-records.ts';

/** Names of what is said about a record, the same for every target; a target maps them to its own fields. */
export const statusFields = [
  'order_number',
  'customer_po',
  'order_state',
  'ordered_on',
  'promised_on',
  'expected_on',
  'late_days',
  'late_cause',
  'shipped_percent',
  'invoiced_percent',
  'last_event',
  'last_event_on',
  'orders',
  'open_orders',
] as const;
export type StatusField = (typeof statusFields)[number];

/**
 * Days and shares that can be a word instead (BACK-2): a cancelled or closed order is known to be expected on none, an
 * incomplete one on none that is known; a record without orders has no day at all (STATUS-10), an order of services no
 * shipped share (STATUS-16).
 */
export const wordedFields = [
  'ordered_on',
  'promised_on',
  'expected_on',
  'last_event_on',
  'shipped_percent',
] as const satisfies readonly StatusField[];

const percent = (share: number | null): number | null => (share === null ? null : Math.round(share * 100));

type Status = Readonly<Record<StatusField, FieldValue>>;

/** [STATUS-10] What is said of a record for which no order counts: nothing of what was said before is left. */
const nothing: Status = {
  order_number: words.none,
  customer_po: words.none,
  order_state: words.none,
  ordered_on: words.none,
  promised_on: words.none,
  expected_on: words.none,
  late_days: 0,
  late_cause: words.none,
  shipped_percent: 0,
  invoiced_percent: 0,
  last_event: words.none,
  last_event_on: words.none,
  orders: 0,
  open_orders: 0,
};

/** [STATUS-5] [STATUS-13] States of an order of which nothing more is to come. */
const over: ReadonlySet<string> = new Set(['cancelled', 'closed']);

/** The leading order and how many there are, with words for what is known to be nothing (BACK-2, BACK-8, STATUS-16). */
export function statusOf({ orders, open }: StatusRecord): Status {
  const [lead] = orders;
  if (lead === undefined) return nothing;
  return {
    order_number: lead.order_number,
    customer_po: lead.customer_po ?? words.none,
    order_state: lead.state,
    ordered_on: lead.ordered_on,
    promised_on: lead.promised_on,
    expected_on:
      over.has(lead.state) || lead.is_service
        ? words.none
        : lead.is_incomplete
          ? words.unknown
          : lead.expected_on,
    late_days: lead.late_days,
    late_cause:
      lead.late_days !== null && lead.late_days <= 0 ? words.none : (lead.late_cause ?? words.unknown),
    shipped_percent: lead.is_service ? words.none : percent(lead.shipped_share),
    invoiced_percent: percent(lead.invoiced_share),
    last_event: lead.last_event,
    last_event_on: lead.last_event_on,
    orders: orders.length,
    open_orders: open,
  };
}

/** The same under a target's own names. */
export const renamed = (values: Status, name: (field: StatusField) => string): Fields =>
  Object.fromEntries(statusFields.map((field) => [name(field), values[field]]));
