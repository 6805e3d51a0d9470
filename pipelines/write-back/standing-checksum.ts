import { createHash } from 'node:crypto';
import type { Fields } from './adapter.ts';

/** What is known of a record as text: the same whatever the order of its fields. */
export const knownText = (fields: Fields): string => {
  const known = Object.entries(fields).filter(([, value]) => value !== null);
  return JSON.stringify(known.sort(([a], [b]) => (a < b ? -1 : 1)));
};

/**
 * [BACK-9] SHA-256 (hexadecimal) of records as they stand in a target by a reading of it: a line each, its id and what is
 * known of its fields, by id. In place of the checksum of what was written, where the answer to that was lost.
 */
export function standingChecksum(records: readonly (readonly [id: string, fields: Fields])[]): string {
  const lines = records.map(([id, fields]) => `${JSON.stringify(id)} ${knownText(fields)}\n`);
  return createHash('sha256').update(lines.sort().join('')).digest('hex');
}
