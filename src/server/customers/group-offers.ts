import type { Cell } from '../../contract/api/cell.ts';
import type { CustomerResponse } from '../../contract/api/customers.ts';

type Field = CustomerResponse['fields'][number];
export type Pin = NonNullable<Field['winner']['pin']>;

const text = (cell: Cell | undefined): string | null => (typeof cell === 'string' ? cell : null);

/**
 * [C360-4] Offers in the order of their rank, grouped by field: the first holds, the others lost. `pinOf` tells who made
 * a decision and when; what is pinned no record says.
 */
export function groupOffers(
  rows: readonly Readonly<Record<string, Cell>>[],
  pinOf: (decision: string) => Pin,
): Field[] {
  const fields = new Map<string, Field['losers']>();
  for (const row of rows) {
    const field = String(row['field']);
    const offers = fields.get(field) ?? [];
    fields.set(field, offers);
    const decision = text(row['decision']);
    offers.push({
      value: String(row['value']),
      record: decision === null ? text(row['record']) : null,
      source: decision === null ? text(row['source']) : null,
      validFrom: text(row['valid_from']),
      rule: text(row['rule']),
      pin: decision === null ? null : pinOf(decision),
    });
  }
  return [...fields].flatMap(([field, [winner, ...losers]]) => (winner ? [{ field, winner, losers }] : []));
}
