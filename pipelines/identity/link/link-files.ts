import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { parse } from 'yaml';
import { TandemError } from '../../../src/contract/errors.ts';
import type { Progress } from '../../../src/contract/progress.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { takeNamesApart } from './company-parts.ts';
import type { LinkModel } from './link-model.ts';
import type { LinkRelation } from './link-plan.ts';
import { linkRecords } from './link-records.ts';
import { linkSettingsSchema, type LinkMode, type LinkSettings } from './link-settings.ts';
import { profileRelations } from './profile-relations.ts';
import { checkInput, readInput, type LeftOutLine } from './read-input.ts';
import { writeLinks, type LinkOutput } from './write-links.ts';
import { writeRejects } from './write-rejects.ts';

export interface LinkFilesRequest {
  /** One file to find duplicates in, or two to link. CSV or Parquet by their endings. */
  readonly files: readonly string[];
  /** A settings file; without one the columns' names and values decide. */
  readonly settings?: string;
  readonly mode?: LinkMode;
  /** Where the result goes, CSV or Parquet by its ending; nothing when only settings are wanted. */
  readonly output?: string;
  readonly write?: LinkOutput;
  readonly progress?: Progress;
}

export interface LinkFilesResult {
  readonly settings: LinkSettings;
  readonly model?: LinkModel;
  readonly rows: number;
  /** Lines of the inputs that cannot be read and were left out, and where they are listed. */
  readonly leftOut: readonly LeftOutLine[];
  readonly rejects?: string;
}

/** Reads a settings file. Throws `file_not_found`, or `bad_request` naming what is wrong in it. */
export function readLinkSettings(file: string): LinkSettings {
  checkInput(file);
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = (error instanceof Error ? error.message : '').split('\n')[0] ?? '';
    throw new TandemError('file_unreadable', { file, reason }, { cause: error });
  }
  const read = linkSettingsSchema.safeParse(content);
  if (read.success) return read.data;
  const [first] = read.error.issues;
  throw new TandemError('bad_request', {
    reason: `${basename(file)}: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}`.replaceAll('  ', ' '),
  });
}

const nameOf = (file: string): string => basename(file, extname(file));

/**
 * Links one or two files and writes clusters or pairs; lines that cannot be read are left out and listed beside them. Throws file_not_found, file_empty, file_unreadable, bad_request.
 */
export async function linkFiles(request: LinkFilesRequest): Promise<LinkFilesResult> {
  const { files, output, progress } = request;
  for (const file of files) checkInput(file);
  if (output !== undefined && !existsSync(dirname(output)))
    throw new TandemError('file_not_found', { file: dirname(output) });
  const given = request.settings === undefined ? undefined : readLinkSettings(request.settings);
  const scratch = mkdtempSync(join(tmpdir(), 'tandem-link-'));
  const warehouse = await openWarehouse({ tempDirectory: scratch });
  try {
    const names = files.map(nameOf);
    const relations = files.map((_, at): LinkRelation => {
      const name = names[at] ?? '';
      return {
        name: names.indexOf(name) === at ? name : `${name} (${String(at + 1)})`,
        source: `input_${String(at)}`,
      };
    });
    const leftOut: LeftOutLine[] = [];
    for (const [at, file] of files.entries())
      leftOut.push(...(await readInput(warehouse, file, `input_${String(at)}`, scratch)));
    const mode = request.mode ?? given?.mode ?? (files.length === 1 ? 'dedupe' : 'many_to_many');
    if (files.length === 1 && mode !== 'dedupe')
      throw new TandemError('bad_request', { reason: `${mode} needs two files` });
    const settings =
      given === undefined
        ? linkSettingsSchema.parse(await profileRelations(warehouse, relations, mode))
        : { ...given, mode };
    if (output === undefined) return { settings, rows: 0, leftOut };
    const apart = await takeNamesApart(warehouse, relations, settings);
    const { model, plan } = await linkRecords(warehouse, {
      ...apart,
      ...(progress === undefined ? {} : { progress }),
    });
    const write = request.write ?? (files.length === 1 ? 'clusters' : 'pairs');
    const rows = await writeLinks(warehouse, { ...plan, relations }, write, output);
    const rejects = writeRejects(output, leftOut);
    return { settings, model, rows, leftOut, ...(rejects === undefined ? {} : { rejects }) };
  } finally {
    warehouse.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}
