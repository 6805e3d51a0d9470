import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { detailsSchema } from '../../src/contract/api/error.ts';
import { earlierError } from './earlier-error.ts';

export const ledgerLineSchema = z.object({
  at: z.string(),
  by: z.string(),
  what: z.literal('order-status'),
  target: z.string(),
  system: z.string(),
  generation: z.string(),
  asOf: z.string(),
  version: z.string(),
  /** Confirmed: what a run that was broken off had written all the same; its counts are of these records only (BACK-9). */
  state: z.enum(['started', 'done', 'failed', 'confirmed']),
  counts: z.record(z.string(), z.number()),
  /** SHA-256; empty until something is known to be written. */
  checksum: z.string(),
  /** Of what: of what was written, or of what stands in the target by a reading of it, where the answer to writing was lost (BACK-9). */
  checksumOf: z.enum(['written', 'standing']).default('written'),
  /** Folder of the files, relative to the exports folder. */
  folder: z.string().nullable(),
  /** Status is information, no decision: nothing is expected of it that could be scored later. */
  expectedEffect: z.null(),
  /** Why it ended badly: a code of the catalogue of errors and what its text names. Earlier versions kept both as one text. */
  error: z
    .union([z.object({ code: z.string(), details: detailsSchema }), z.string().transform(earlierError)])
    .nullable(),
});
export type LedgerLine = z.infer<typeof ledgerLineSchema>;

const ledgerFile = (exportsDir: string): string => join(exportsDir, 'ledger.jsonl');

/** Appends one line and waits until it is on the disk (BACK-7). */
export function appendLedger(exportsDir: string, line: LedgerLine): void {
  const file = ledgerFile(exportsDir);
  mkdirSync(dirname(file), { recursive: true });
  const handle = openSync(file, 'a');
  try {
    // A line of a process that died while writing is ended first, so that ours is whole.
    const torn = existsSync(file) && /[^\n]$/.test(readFileSync(file, 'utf8'));
    writeSync(handle, `${torn ? '\n' : ''}${JSON.stringify(line)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** All whole lines, oldest first. */
export function readLedger(exportsDir: string): LedgerLine[] {
  const file = ledgerFile(exportsDir);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text) => {
      try {
        const parsed = ledgerLineSchema.safeParse(JSON.parse(text));
        return parsed.success ? [parsed.data] : [];
      } catch {
        return [];
      }
    });
}
