import type { CustomerResponse } from '../../../contract/api/customers.ts';

export type Field = CustomerResponse['fields'][number];
export type Offer = Field['winner'];

/** The order fields are read in; others follow by name. */
const order = [
  'name',
  'legal_name',
  'kind',
  'tax_id',
  'industry',
  'website',
  'email',
  'phone',
  'street',
  'city',
  'province',
  'postcode',
  'country',
  'region',
  'channel',
  'owner_key',
  'currency',
  'credit_limit',
  'payment_terms_days',
];

export const inReadingOrder = (fields: readonly Field[]): Field[] => {
  const place = ({ field }: Field): number => (order.includes(field) ? order.indexOf(field) : order.length);
  return [...fields].sort((a, b) => place(a) - place(b) || (a.field < b.field ? -1 : 1));
};

/** What stands for a value that this person may not see: equal masks say nothing of what is behind them. */
const mask = '•••';

export interface FieldValues {
  readonly masked: boolean;
  /** Records that offer the value that holds; who pinned it is none. */
  readonly agreeing: number;
  /** The values that lost, each once with who offered it, best first. */
  readonly others: readonly { readonly value: string; readonly offers: readonly Offer[] }[];
}

/** Offers of one field by value: a record that says the same has not lost. A pin is a person's word, not a record's. */
export const fieldValues = ({ winner, losers }: Field): FieldValues => {
  const own = winner.pin === null ? 1 : 0;
  if (winner.value === mask) return { masked: true, agreeing: own, others: [] };
  const others = new Map<string, Offer[]>();
  for (const offer of losers)
    if (offer.value !== winner.value) others.set(offer.value, [...(others.get(offer.value) ?? []), offer]);
  return {
    masked: false,
    agreeing: own + losers.filter(({ value }) => value === winner.value).length,
    others: [...others].map(([value, offers]) => ({ value, offers })),
  };
};

/** A record's id in its own system (`crm|0015…` → `0015…`). */
export const keyOf = (record: string): string => record.slice(record.indexOf('|') + 1);
