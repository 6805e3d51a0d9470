import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { TandemError } from '../../src/contract/errors.ts';
import { invariantSchema } from './invariant.ts';

export const canonicalSchema = z.strictObject({
  entity: z.string().regex(/^[a-z][a-z0-9_]*$/),
  grain: z.string().min(1),
  /** Whether mapping may give several versions of one record. */
  history: z.boolean().default(false),
  columns: z.record(z.string(), z.string()),
  required: z.array(z.string()).default([]),
  unique: z.boolean().optional(),
  invariants: z.array(invariantSchema).default([]),
});

export type CanonicalEntity = z.infer<typeof canonicalSchema>;

/** Columns that every canonical table has beside its own. */
export const lineageColumns: Readonly<Record<string, string>> = {
  source_key: 'varchar',
  _modified_at: 'timestamp',
  _batch: 'varchar',
  _line: 'bigint',
};

/** Reads pipelines/canonical/*.yaml. Throws `bad_system` naming the file and what is wrong in it. */
export function readCanonical(dir: string): CanonicalEntity[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const parsed = canonicalSchema.safeParse(parse(readFileSync(join(dir, file), 'utf8')));
      if (!parsed.success)
        throw new TandemError('bad_system', { file, reason: z.prettifyError(parsed.error) });
      const { entity } = parsed.data;
      if (entity !== basename(file, '.yaml'))
        throw new TandemError('bad_system', {
          file,
          reason: `the file is named otherwise than its entity "${entity}"`,
        });
      return parsed.data;
    });
}
