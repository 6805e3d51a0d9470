import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { TandemError } from '../../src/contract/errors.ts';
import { readYaml } from '../read-yaml.ts';
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
      const read = readYaml(readFileSync(join(dir, file), 'utf8'), canonicalSchema);
      if ('mistake' in read)
        throw new TandemError('bad_system', { file, ...read.mistake }, { cause: read.cause });
      const { entity } = read.value;
      if (entity !== basename(file, '.yaml'))
        throw new TandemError('bad_system', {
          file,
          reason: 'entity_misnamed',
          entity,
        });
      return read.value;
    });
}
