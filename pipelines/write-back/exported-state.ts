import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { TandemError } from '../../src/contract/errors.ts';
import type { ExistingRecord, Fields } from './adapter.ts';

const pointerSchema = z.object({ folder: z.string().regex(/^\d{4,}-[0-9a-f]{12}$/), version: z.string() });
export type ExportPointer = z.infer<typeof pointerSchema>;

const lineSchema = z.tuple([z.string(), z.record(z.string(), z.union([z.string(), z.number(), z.null()]))]);

export const pointerPath = (folder: string): string => join(folder, 'latest.json');
export const stateName = 'state.jsonl';

/** The last export of a target, or nothing before the first. Throws `bad_workspace` for a file that is torn. */
export function readExportPointer(folder: string): ExportPointer | undefined {
  const file = pointerPath(folder);
  if (!existsSync(file)) return undefined;
  try {
    return pointerSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new TandemError('bad_workspace', { file, reason: 'torn_pointer' }, { cause });
  }
}

/** What the exports up to the last one have said of each record. */
export function readExportedState(folder: string): Map<string, ExistingRecord> {
  const pointer = readExportPointer(folder);
  if (pointer === undefined) return new Map();
  const file = join(folder, pointer.folder, stateName);
  try {
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    return new Map(
      lines.map((line) => {
        const [id, fields] = lineSchema.parse(JSON.parse(line));
        return [id, { fields }];
      }),
    );
  } catch (cause) {
    const pointer = relative(dirname(file), pointerPath(folder));
    throw new TandemError('bad_workspace', { file, reason: 'torn_export', pointer }, { cause });
  }
}

/** The state as lines, by record: the same state is the same text. */
export const stateText = (state: ReadonlyMap<string, Fields>): string =>
  [...state]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');

const numberOf = (name: string): number => Number(/^(\d{4,})-[0-9a-f]{12}$/.exec(name)?.[1] ?? 0);
const names = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

/** Folder name of the next export: its number is one more than the highest there is, finished or not. */
export const nextExportName = (folder: string, version: string): string =>
  `${String(Math.max(0, ...names(folder).map(numberOf)) + 1).padStart(4, '0')}-${version}`;

/**
 * The folder of a process that died before it could name its export as the last one: same version, same files, newer
 * than the last one named.
 */
export function unnamedExport(folder: string, version: string, checksum: string): string | undefined {
  const last = numberOf(readExportPointer(folder)?.folder ?? '');
  return names(folder).find((name) => {
    if (numberOf(name) <= last || !name.endsWith(`-${version}`)) return false;
    const manifest = z
      .object({ checksum: z.string() })
      .safeParse(JSON.parse(readFileSync(join(folder, name, 'manifest.json'), 'utf8')));
    return manifest.success && manifest.data.checksum === checksum;
  });
}
