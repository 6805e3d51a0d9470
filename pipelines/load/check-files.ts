import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { TandemError } from '../../src/contract/errors.ts';
import { silent, type Progress } from '../../src/contract/progress.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import { workspacePaths, type Workspace } from '../workspace.ts';
import { batchFolder, readManifests, type Drift, type Refusal, type Warning } from './batch-files.ts';
import { objectContract, type ObjectContract } from './contract.ts';
import { globPattern } from './discover-files.ts';
import { fileDigest } from './file-digest.ts';
import { loadFile } from './load-file.ts';
import { sourceContracts, sourceFolder } from './load-workspace.ts';
import { cameBefore, lostOf, lostRows, tellLost } from './lost-columns.ts';
import { readSystem } from './read-system.ts';

export interface RejectedRow {
  readonly line: number;
  readonly rule: string;
  readonly column: string;
  readonly value: string;
  readonly raw: string;
}

/** What loading one file would do. */
export interface CheckReport extends Partial<Refusal> {
  readonly file: string;
  /** Empty when the file is checked against a system and not as part of a workspace's source. */
  readonly source: string;
  readonly object: string;
  readonly status: 'loaded' | 'refused';
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly rejectsByRule: Readonly<Record<string, number>>;
  readonly drift: readonly Drift[];
  readonly warnings: readonly Warning[];
  readonly rejects: readonly RejectedRow[];
}

export interface CheckOptions {
  readonly workspace?: Workspace;
  /** Read the files as objects of this system instead of by the workspace's sources. */
  readonly system?: string;
  readonly object?: string;
  /** How many rejected rows to return for each file; 20 unless given. */
  readonly limit?: number;
  readonly progress?: Progress;
}

interface Match {
  readonly source: string;
  readonly contract: ObjectContract;
}

/**
 * A dry run: classifies every row of every file by the path that loading takes, against what the lake holds, and
 * writes nothing. Throws file_not_found, file_empty, file_unreadable and file_ambiguous.
 */
export async function checkFiles(files: readonly string[], options: CheckOptions): Promise<CheckReport[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'tandem-check-'));
  const warehouse = await openWarehouse({ tempDirectory: scratch });
  const reports: CheckReport[] = [];
  const progress = options.progress ?? silent;
  try {
    for (const [at, name] of files.entries()) {
      const path = resolve(name);
      if (!existsSync(path)) throw new TandemError('file_not_found', { file: name });
      if (!statSync(path).isFile())
        throw new TandemError('file_unreadable', { file: name, reason: 'not_a_file' });
      if (statSync(path).size === 0) throw new TandemError('file_empty', { file: name });
      progress({ step: 'check', state: 'progress', item: name, done: at, total: files.length });
      const { source, contract } = matchFile(path, name, options);
      const folder =
        options.workspace !== undefined && source !== ''
          ? batchFolder(options.workspace, source, contract.object)
          : join(scratch, 'no-lake');
      const now = new Date().toISOString();
      const sha256 = fileDigest(path);
      const manifest = await loadFile({
        warehouse,
        contract,
        source,
        path,
        file: name,
        sha256,
        folder,
        dry: true,
        now,
        scratch,
      });
      const rejects =
        manifest.status === 'refused'
          ? []
          : await warehouse.rows<{
              line: string;
              rule: string;
              column_name: string;
              value: string;
              raw: string;
            }>(
              `select line, rule, column_name, value, raw from rejects order by line limit ${options.limit ?? 20}`,
            );
      const { status, reason, details, rows, changed, unchanged, rejected, rejectsByRule, warnings } =
        manifest;
      const before = cameBefore(readManifests(folder), contract, sha256);
      const lost = lostOf(contract, manifest.header, before).map((column) => ({
        column: column.name,
        ...lostRows(contract, manifest, column),
      }));
      reports.push({
        file: name,
        source,
        object: contract.object,
        status,
        ...(reason === undefined ? {} : { reason }),
        ...(details === undefined ? {} : { details }),
        rows,
        new: manifest.new,
        changed,
        unchanged,
        rejected,
        rejectsByRule,
        drift: tellLost(manifest.drift, lost),
        warnings,
        rejects: rejects.map((row) => ({
          line: Number(row.line),
          rule: row.rule,
          column: row.column_name,
          value: row.value,
          raw: row.raw,
        })),
      });
    }
    progress({ step: 'check', state: 'done', done: files.length, total: files.length });
  } finally {
    warehouse.close();
    rmSync(scratch, { recursive: true, force: true });
  }
  return reports;
}

/** Which object of which source or system a file belongs to: by its place in a source's folder, else by its name. */
function matchFile(path: string, name: string, options: CheckOptions): Match {
  const candidates = candidatesOf(path, name, options);
  const wanted =
    options.object === undefined
      ? candidates.filter((one) => one.fits)
      : candidates.filter((one) => one.contract.object === options.object);
  const [only, other] = wanted;
  if (other !== undefined)
    throw new TandemError('file_ambiguous', {
      file: name,
      objects: wanted.map((one) => one.contract.object).join(', '),
    });
  if (only !== undefined) return only;
  const { object } = options;
  const known = candidates.map((one) => one.contract.object).join(', ');
  throw new TandemError(
    'file_unreadable',
    object === undefined
      ? { file: name, reason: 'name_fits_no_object' }
      : { file: name, reason: 'no_object', object, known },
  );
}

function candidatesOf(
  path: string,
  name: string,
  { workspace, system }: CheckOptions,
): (Match & { fits: boolean })[] {
  const fitsName = (contract: ObjectContract, relative: string) =>
    contract.spec.files.some((glob) => globPattern(glob).test(relative));
  if (system !== undefined) {
    const paths = workspace?.paths ?? workspacePaths(process.cwd());
    const spec = readSystem({ paths }, system);
    return Object.keys(spec.objects).map((object) => {
      const contract = objectContract(spec, object, [], workspace?.config.as_of);
      return { source: '', contract, fits: fitsName(contract, basename(path)) };
    });
  }
  if (workspace === undefined) {
    throw new TandemError('bad_request', { reason: 'check_of_what', file: name });
  }
  const all = workspace.config.sources.map((source) => ({
    source,
    folder: resolve(sourceFolder(workspace, source)),
  }));
  const inside = all.filter((one) => path.startsWith(`${one.folder}/`));
  return (inside.length > 0 ? inside : all).flatMap(({ source, folder }) =>
    sourceContracts(workspace, source).map((contract) => ({
      source: source.id,
      contract,
      fits: fitsName(contract, inside.length > 0 ? path.slice(folder.length + 1) : basename(path)),
    })),
  );
}
