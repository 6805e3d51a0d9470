import type { Cell } from '../../contract/api/cell.ts';
import type { CustomerResponse } from '../../contract/api/customers.ts';

type Field = CustomerResponse['fields'][number];

/** [C360-4] Offers in the order of their rank, grouped by field: the first holds, the others lost. */
export function groupOffers(rows: readonly Readonly<Record<string, Cell>>[]): Field[] {
  const fields = new Map<string, Field['losers']>();
  for (const row of rows) {
    const field = String(row['field']);
    const offers = fields.get(field) ?? [];
    fields.set(field, offers);
    offers.push({
      value: String(row['value']),
      record: String(row['record']),
      source: String(row['source']),
      validFrom: typeof row['valid_from'] === 'string' ? row['valid_from'] : null,
      rule: typeof row['rule'] === 'string' ? row['rule'] : null,
    });
  }
  return [...fields].flatMap(([field, [winner, ...losers]]) => (winner ? [{ field, winner, losers }] : []));
}
