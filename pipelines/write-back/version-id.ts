import { createHash } from 'node:crypto';
import { recordId, type DesiredRecord, type Fields } from './adapter.ts';

const sorted = (fields: Fields): unknown[] => Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * Identifies what should stand in a target (BACK-4): 12 hex digits of a SHA-256 over generation, target and all
 * records, in whatever order they come.
 */
export function versionId(target: string, generation: string, desired: readonly DesiredRecord[]): string {
  const hash = createHash('sha256').update(JSON.stringify([target, generation]));
  const lines = desired.map((record) => JSON.stringify([recordId(record), sorted(record.fields)])).sort();
  for (const line of lines) hash.update(`\n${line}`);
  return hash.digest('hex').slice(0, 12);
}
