/** What a customer's time line holds, in the order of its lanes, top to bottom. Free of zod, so that a page may load it. */
export const eventKinds = [
  'campaign',
  'activity',
  'lead',
  'opportunity',
  'case',
  'quote',
  'order',
  'shipment',
  'invoice',
  'credit_note',
  'payment',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** What the sales system knows (people, intent) and what the order system recorded (goods, money). */
export const laneOf = (kind: EventKind): 'crm' | 'erp' =>
  ['campaign', 'activity', 'lead', 'opportunity', 'case'].includes(kind) ? 'crm' : 'erp';
