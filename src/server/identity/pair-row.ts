import type { Cell } from '../../contract/api/cell.ts';
import type { IdentityPair } from '../../contract/api/identity.ts';

export type PairRow = Record<string, Cell | Cell[]>;

const text = (value: PairRow[string] | undefined): string | null =>
  typeof value === 'string' ? value : null;
const number = (value: PairRow[string] | undefined): number | null =>
  typeof value === 'number' ? value : null;

export const sideOf = (row: PairRow, alias: 'l' | 'r'): IdentityPair['left'] => ({
  id: text(row[`${alias}_id`]) ?? '',
  source: text(row[`${alias}_source`]) ?? '',
  name: text(row[`${alias}_name`]),
  city: text(row[`${alias}_city`]),
  country: text(row[`${alias}_country`]),
  about: text(row[`${alias}_about`]),
  goldenId: text(row[`${alias}_golden`]) ?? '',
});

export const decidedOf = (row: PairRow): IdentityPair['decided'] => {
  const id = text(row['decided_id']);
  if (id === null) return null;
  return {
    id,
    kind: row['joins'] === true ? 'must_link' : 'cannot_link',
    pending: row['pending'] === true,
  };
};

/** A row of the table `pair` as the page gets it. */
export const pairOf = (row: PairRow): IdentityPair => ({
  left: sideOf(row, 'l'),
  right: sideOf(row, 'r'),
  weight: number(row['weight']),
  rules: Array.isArray(row['rules']) ? row['rules'].map(String) : [],
  probability: number(row['probability']),
  band: row['band'] as IdentityPair['band'],
  sameGolden: row['same_golden'] === true,
  isBridge: row['is_bridge'] === true,
  isOneOfSeveral: row['one_of_several'] === true,
  valueAtStake: number(row['stake']) ?? 0,
  decided: decidedOf(row),
});
