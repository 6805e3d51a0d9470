import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../../src/warehouse/durable-file.ts';
import { recordId, type Change, type Fields, type TargetReading } from './adapter.ts';
import { knownText } from './standing-checksum.ts';

const pendingSchema = z.object({
  generation: z.string(),
  asOf: z.string(),
  version: z.string(),
  /** Record, what it was to become, digest of what was to stand there. */
  records: z.array(z.tuple([z.string(), z.enum(['insert', 'update']), z.string()])),
});
export type Pending = z.infer<typeof pendingSchema>;

const fileOf = (folder: string): string => join(folder, 'pending.json');

const digest = (fields: Fields): string =>
  createHash('sha256').update(knownText(fields)).digest('hex').slice(0, 16);

/** What an earlier write-back into this target was to write and does not know to be written (BACK-9). */
export function readPending(folder: string): Pending | undefined {
  if (!existsSync(fileOf(folder))) return undefined;
  try {
    return pendingSchema.parse(JSON.parse(readFileSync(fileOf(folder), 'utf8')));
  } catch {
    // Made by another version: nothing can be confirmed by it.
    return undefined;
  }
}

/** Keeps what is pending on the disk; without records there is no file. */
export function keepPending(folder: string, pending: Pending): void {
  if (pending.records.length === 0) rmSync(fileOf(folder), { force: true });
  else writeDurably(fileOf(folder), JSON.stringify(pending));
}

/** Changes of one run as pending. A record that did not differ (`--full`) would stand there in any case. */
export const pendingOf = (changes: readonly Change[]): Pending['records'] =>
  changes
    .filter(({ changed }) => changed.length > 0)
    .map((change) => [recordId(change), change.outcome, digest(change.fields)]);

/** Parts what is pending into what stands in the target, by a reading of it, and the rest. Pure. */
export function standing({ records }: Pending, { existing }: Pick<TargetReading, 'existing'>) {
  const stands = records.filter(([id, , wanted]) => {
    const fields = existing.get(id)?.fields;
    return fields !== undefined && digest(fields) === wanted;
  });
  const settled = new Set(stands.map(([id]) => id));
  return { stands, rest: records.filter(([id]) => !settled.has(id)) };
}
