import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { TandemError } from '../../src/contract/errors.ts';
import { readYaml } from '../read-yaml.ts';
import type { Workspace } from '../workspace.ts';

export const fixSchema = z.strictObject({
  object: z.string().min(1),
  column: z.string().min(1),
  /** Raw value (trimmed) → value to read instead. */
  map_values: z.record(z.string(), z.string()).optional(),
  /** Raw values that mean "nothing". */
  null_tokens: z.array(z.string()).optional(),
  date_formats: z.array(z.string()).optional(),
  /** Further names of the column in the file. */
  headers: z.array(z.string().min(1)).optional(),
  at: z.string().optional(),
  by: z.string().optional(),
  reason: z.string().optional(),
});

const fixesSchema = z.array(fixSchema).nullable();

/** One mapping fix made by a steward. `id` is a hash of its content. */
export type Fix = z.infer<typeof fixSchema> & { readonly id?: string };
export type StoredFix = Fix & { readonly id: string };

const fixFile = (workspace: Workspace, source: string): string =>
  join(workspace.paths.overrides, `${source}.yaml`);

/** What identifies a fix: its content, not who made it or when. */
export const fixId = (fix: Fix): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        fix.object,
        fix.column,
        fix.map_values,
        fix.null_tokens,
        fix.date_formats,
        // Ids of fixes that were made before there were names of columns stay what they were.
        ...(fix.headers === undefined ? [] : [fix.headers]),
      ]),
    )
    .digest('hex')
    .slice(0, 12);

/** The fixes of a source, oldest first. */
export function listFixes(workspace: Workspace, source: string): StoredFix[] {
  const file = fixFile(workspace, source);
  if (!existsSync(file)) return [];
  const read = readYaml(readFileSync(file, 'utf8'), fixesSchema);
  if ('mistake' in read)
    throw new TandemError('bad_system', { file, ...read.mistake }, { cause: read.cause });
  return (read.value ?? []).map((fix) => ({ ...fix, id: fixId(fix) }));
}

/** Adds a fix to `overrides/<source>.yaml`; the same content twice is kept once. */
export function addFix(workspace: Workspace, source: string, fix: Fix): StoredFix {
  const { id: _id, ...content } = fix;
  const stored = { ...fixSchema.parse(content), id: fixId(fix) };
  const others = listFixes(workspace, source).filter((other) => other.id !== stored.id);
  save(workspace, source, [...others, stored]);
  return stored;
}

/** Takes a fix back. Throws `not_found`. */
export function removeFix(workspace: Workspace, source: string, id: string): void {
  const fixes = listFixes(workspace, source);
  if (!fixes.some((fix) => fix.id === id)) throw new TandemError('not_found', { id });
  save(
    workspace,
    source,
    fixes.filter((fix) => fix.id !== id),
  );
}

function save(workspace: Workspace, source: string, fixes: readonly StoredFix[]): void {
  const file = fixFile(workspace, source);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.next`, stringify(fixes.map(({ id: _id, ...fix }) => fix)));
  renameSync(`${file}.next`, file);
}
