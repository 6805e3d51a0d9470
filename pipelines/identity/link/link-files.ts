import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { TandemError } from '../../../src/contract/errors.ts';
import { silent, type Progress } from '../../../src/contract/progress.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import { readYaml } from '../../read-yaml.ts';
import { checkColumns } from './read/check-columns.ts';
import { explainLinked, type LinkedExplanation } from './explain-linked.ts';
import { takeApart } from './read/take-apart.ts';
import { numberInputs, type LinkInput } from './read/input-rows.ts';
import type { LinkModel } from './link-model.ts';
import { planLink, type LinkPlan } from './link-plan.ts';
import { linkRecords } from './link-records.ts';
import { linkSettingsSchema, type LinkMode, type LinkSettings } from './link-settings.ts';
import { profileRelations } from './profile/profile-relations.ts';
import { checkInput, countRows, readInput, type LeftOutLine } from './read/read-input.ts';
import { readDecided } from './read/read-decided.ts';
import { countOpen, noteApart, type LevelWords } from './write/review-sql.ts';
import { tellSteps } from './tell-steps.ts';
import { checkOutput } from './write/check-output.ts';
import { writeLinks, type LinkOutput } from './write/write-links.ts';
import { writeRejects } from './read/write-rejects.ts';

export interface LinkFilesRequest {
  /** One file to find duplicates in, or several to link. */
  readonly files: readonly string[];
  /** A settings file; without one the columns' names and values decide. */
  readonly settings?: string;
  readonly mode?: LinkMode;
  /** Where the result goes, CSV or Parquet by its ending; nothing when only settings are wanted. */
  readonly output?: string;
  /** Without it pairs of two files, else clusters. */
  readonly write?: LinkOutput;
  /** How levels of agreement are called in a list for review; by their labels when left out. */
  readonly words?: LevelWords;
  /** A list for review in which people have answered. */
  readonly decided?: string;
  /** Two records to be explained, by what the result would name them. */
  readonly why?: readonly [left: string, right: string];
  readonly progress?: Progress;
}

export interface LinkFilesResult {
  readonly settings: LinkSettings;
  readonly model?: LinkModel;
  readonly rows: number;
  /** [LINK-37] Things of several files that one file has more than once; 0 where the mode rules that out. */
  readonly several: number;
  /** [LINK-55] Pairs that may be one and were not joined. */
  readonly open: number;
  /** [LINK-56] Answers about records that are not there. */
  readonly unknown: number;
  readonly why?: LinkedExplanation;
  /** Inputs whose rows the pairs name by their lines, since no column does. */
  readonly byLine: readonly string[];
  /** Lines of the inputs that cannot be read and were left out, and where they are listed. */
  readonly leftOut: readonly LeftOutLine[];
  readonly rejects?: string;
}

/** Reads a settings file. Throws `file_not_found`, or `bad_request` naming what is wrong in it. */
export function readLinkSettings(file: string): LinkSettings {
  checkInput(file);
  const read = readYaml(readFileSync(file, 'utf8'), linkSettingsSchema);
  if ('mistake' in read)
    throw new TandemError('file_unreadable', { file, ...read.mistake }, { cause: read.cause });
  return read.value;
}

/** Clusters of several relations in which one has two records or more. */
async function countSeveral(warehouse: Warehouse, plan: LinkPlan): Promise<number> {
  const [found] = await warehouse.rows<{ n: number }>(
    `select count(*)::double as n from (select cluster from ${plan.table('cluster')} join ${plan.table('code')} using (no)
     group by cluster having count(distinct rel) between 2 and count(*) - 1)`,
  );
  return found?.n ?? 0;
}

const nameOf = (file: string): string => basename(file, extname(file));

/**
 * Links files and writes clusters or pairs; lines that cannot be read are left out and listed beside them. Throws file_not_found, file_empty, file_unreadable, bad_request.
 */
export async function linkFiles(request: LinkFilesRequest): Promise<LinkFilesResult> {
  const { files, output, progress = silent } = request;
  const step = tellSteps(progress);
  for (const file of files) checkInput(file);
  if (request.decided !== undefined) checkInput(request.decided);
  if (output !== undefined) checkOutput(output, [...files, request.decided ?? ''].filter(Boolean));
  const given = request.settings === undefined ? undefined : readLinkSettings(request.settings);
  const scratch = mkdtempSync(join(tmpdir(), 'tandem-link-'));
  const warehouse = await openWarehouse({ tempDirectory: scratch });
  try {
    const names = files.map(nameOf);
    const read: LinkInput[] = [];
    const leftOut: LeftOutLine[] = [];
    for (const [at, file] of files.entries()) {
      const [name, table] = [names[at] ?? '', `input_${String(at)}`];
      const input = await step('read', () => readInput(warehouse, file, table, scratch), basename(file));
      leftOut.push(...input.leftOut);
      read.push({
        name: names.indexOf(name) === at ? name : `${name} (${String(at + 1)})`,
        table,
        firstLine: input.firstLine,
      });
    }
    const mode = request.mode ?? given?.mode ?? (files.length === 1 ? 'dedupe' : 'many_to_many');
    if (files.length === 1 && mode !== 'dedupe')
      throw new TandemError('bad_request', { reason: 'mode_needs_files', mode });
    const [only, ...others] = read;
    if (only !== undefined && others.length === 0 && (await countRows(warehouse, only.table)) === 1)
      throw new TandemError('bad_request', { reason: 'one_row', relation: only.name });
    const tables = read.map(({ name, table }) => ({ name, source: table }));
    const settings =
      given === undefined
        ? linkSettingsSchema.parse(await step('profile', () => profileRelations(warehouse, tables, mode)))
        : { ...given, mode };
    await checkColumns(warehouse, tables, settings);
    if (output === undefined && request.why === undefined)
      return { settings, rows: 0, several: 0, open: 0, unknown: 0, byLine: [], leftOut };
    const { inputs, relations } = await numberInputs(warehouse, read, settings);
    const apart = await takeApart(warehouse, relations, settings);
    const decided =
      request.decided === undefined
        ? undefined
        : await readDecided(warehouse, request.decided, scratch, planLink(apart.relations, apart.settings, (name) => name), inputs); // prettier-ignore
    const { model, plan } = await linkRecords(warehouse, {
      ...apart,
      progress,
      ...(decided === undefined ? {} : { decisions: decided.decisions }),
    });
    await noteApart(warehouse, plan, decided?.decisions.cannotLink ?? []);
    const write = request.write ?? (files.length === 2 ? 'pairs' : 'clusters');
    const words = request.words ?? ((label: string) => label);
    const linked = { plan, model, inputs, fields: settings.fields, words };
    const why =
      request.why === undefined ? undefined : await explainLinked(warehouse, linked, ...request.why);
    const rows =
      output === undefined ? 0 : await step('write', () => writeLinks(warehouse, linked, write, output));
    const rejects = output === undefined ? undefined : writeRejects(output, leftOut);
    const several = mode === 'many_to_many' ? await countSeveral(warehouse, plan) : 0;
    const numbered = inputs.filter(({ row }) => row !== undefined).map(({ name }) => name);
    const byLine = write === 'clusters' ? [] : numbered;
    return {
      settings,
      model,
      rows,
      several,
      open: await countOpen(warehouse, plan),
      unknown: decided?.unknown ?? 0,
      ...(why === undefined ? {} : { why }),
      byLine,
      leftOut,
      ...(rejects === undefined ? {} : { rejects }),
    };
  } finally {
    warehouse.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}
