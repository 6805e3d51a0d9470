import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { parse } from 'yaml';
import { TandemError } from '../../../src/contract/errors.ts';
import type { Progress } from '../../../src/contract/progress.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import { literal } from '../../../src/warehouse/quote.ts';
import { takeNamesApart } from './company-parts.ts';
import type { LinkModel } from './link-model.ts';
import type { LinkRelation } from './link-plan.ts';
import { linkRecords } from './link-records.ts';
import { linkSettingsSchema, type LinkMode, type LinkSettings } from './link-settings.ts';
import { profileRelations } from './profile-relations.ts';
import { writeLinks, type LinkOutput } from './write-links.ts';

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
}

function checkFile(file: string): void {
  if (!existsSync(file)) throw new TandemError('file_not_found', { file });
  if (!statSync(file).isFile())
    throw new TandemError('file_unreadable', { file, reason: 'it is not a file' });
  if (statSync(file).size === 0) throw new TandemError('file_empty', { file });
}

const isParquet = (file: string): boolean => /\.(parquet|pq)$/i.test(file);

/** The line that cannot be read and what is wrong with it, without the line itself and advice for programmers. */
function readReason(error: unknown): string {
  const lines = (error instanceof Error ? error.message : '').split('\n').map((line) => line.trim());
  const [first = ''] = lines;
  const at = lines.findIndex((line) => line.startsWith('Original Line'));
  const cause = at < 0 ? undefined : lines.slice(at + 1).find((line) => line !== '');
  const plain = first.replace(/^Invalid Input Error: /, '');
  return cause === undefined ? plain : `${plain}: ${cause}`;
}

async function readTable(warehouse: Warehouse, file: string, table: string): Promise<void> {
  checkFile(file);
  const reader = isParquet(file)
    ? `read_parquet(${literal(file)})`
    : `read_csv(${literal(file)}, all_varchar = true, header = true, sample_size = -1)`;
  try {
    await warehouse.run(`create table ${table} as select * from ${reader}`);
  } catch (error) {
    throw new TandemError('file_unreadable', { file, reason: readReason(error) }, { cause: error });
  }
  const [size] = await warehouse.rows<{ n: number }>(`select count(*)::double as n from ${table}`);
  if (size?.n === 0) throw new TandemError('file_empty', { file });
}

/** Reads a settings file. Throws `file_not_found`, or `bad_request` naming what is wrong in it. */
export function readLinkSettings(file: string): LinkSettings {
  checkFile(file);
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

/** Links one or two files and writes clusters or pairs. Throws file_not_found, file_empty, file_unreadable, bad_request. */
export async function linkFiles(request: LinkFilesRequest): Promise<LinkFilesResult> {
  const { files, output, progress } = request;
  for (const file of files) checkFile(file);
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
    for (const [at, file] of files.entries()) await readTable(warehouse, file, `input_${String(at)}`);
    const mode = request.mode ?? given?.mode ?? (files.length === 1 ? 'dedupe' : 'many_to_many');
    if (files.length === 1 && mode !== 'dedupe')
      throw new TandemError('bad_request', { reason: `${mode} needs two files` });
    const settings =
      given === undefined
        ? linkSettingsSchema.parse(await profileRelations(warehouse, relations, mode))
        : { ...given, mode };
    if (output === undefined) return { settings, rows: 0 };
    const apart = await takeNamesApart(warehouse, relations, settings);
    const { model, plan } = await linkRecords(warehouse, {
      ...apart,
      ...(progress === undefined ? {} : { progress }),
    });
    const write = request.write ?? (files.length === 1 ? 'clusters' : 'pairs');
    const rows = await writeLinks(warehouse, { ...plan, relations }, write, output);
    return { settings, model, rows };
  } finally {
    warehouse.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}
