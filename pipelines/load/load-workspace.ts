import { mkdirSync, rmSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { silent, type Progress } from '../../src/contract/progress.ts';
import { openWarehouse, type Warehouse } from '../../src/warehouse/open.ts';
import type { SourceConfig, Workspace } from '../workspace.ts';
import {
  batchFolder,
  isLoaded,
  readManifests,
  type Drift,
  type Manifest,
  type Refusal,
} from './batch-files.ts';
import { objectContract, type ObjectContract } from './contract.ts';
import { discoverFiles } from './discover-files.ts';
import { fileDigest } from './file-digest.ts';
import { listFixes } from './fixes.ts';
import { dateOfExtract, loadFile } from './load-file.ts';
import { lostColumns, tellLost, type LostColumn } from './lost-columns.ts';
import { loadThreads } from './load-threads.ts';
import { readSystem } from './read-system.ts';

/** What became of one file. `same`: it had been loaded before and nothing was done. */
export interface FileReport extends Partial<Refusal> {
  readonly source: string;
  readonly object: string;
  readonly file: string;
  readonly batch: string;
  readonly status: 'loaded' | 'same' | 'refused';
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly rejectsByRule: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly drift: readonly Drift[];
  /** [LOAD-58] Told once, by the run that loads the file. */
  readonly lost: readonly LostColumn[];
}

export interface LoadReport {
  readonly files: readonly FileReport[];
  /** Files of a source's folder that no object of its system asks for. */
  readonly unclaimed: readonly { readonly source: string; readonly file: string }[];
}

export interface LoadOptions {
  readonly progress?: Progress;
  /** The moment batches are stamped with; the clock unless given. */
  readonly now?: () => Date;
  readonly threads?: number;
  readonly memoryLimit?: string;
  /** How long the parts are in which long files are read. */
  readonly partBytes?: number;
}

interface PlannedFile {
  readonly source: string;
  readonly contract: ObjectContract;
  readonly path: string;
  readonly file: string;
}

/** Loads every file of every source that is not in the lake yet. A file that cannot be read is reported; the others go on. */
export async function loadWorkspace(workspace: Workspace, options: LoadOptions = {}): Promise<LoadReport> {
  const progress = options.progress ?? silent;
  const plans = workspace.config.sources.map((source) => planSource(workspace, source));
  const files = plans.flatMap((plan) => plan.files);
  const threads =
    options.threads ??
    loadThreads(files.map(({ path }) => statSync(path, { throwIfNoEntry: false })?.size ?? 0));
  const scratch = join(workspace.paths.lake, `.scratch-${process.pid}`);
  mkdirSync(scratch, { recursive: true });
  const warehouse = await openWarehouse({
    tempDirectory: scratch,
    keptMemory: options.memoryLimit ?? '1GB',
    ...(threads === undefined ? {} : { threads }),
    ...(options.memoryLimit === undefined ? {} : { memoryLimit: options.memoryLimit }),
  });
  const reports: FileReport[] = [];
  try {
    progress({ step: 'load', state: 'start', done: 0, total: files.length });
    for (const [at, file] of files.entries()) {
      progress({ step: 'load', state: 'progress', item: file.file, done: at, total: files.length });
      reports.push(await loadPlanned(workspace, warehouse, file, scratch, options));
    }
    progress({ step: 'load', state: 'done', done: files.length, total: files.length });
  } finally {
    warehouse.close();
    rmSync(scratch, { recursive: true, force: true });
  }
  return { files: reports, unclaimed: plans.flatMap((plan) => plan.unclaimed) };
}

/** The folder of a source's extracts. */
export const sourceFolder = (workspace: Workspace, source: SourceConfig): string =>
  join(workspace.dir, source.path ?? `extracts/${source.id}`);

/** The contracts of a source's objects, with the fixes made for it. */
export function sourceContracts(workspace: Workspace, source: SourceConfig): ObjectContract[] {
  const system = readSystem(workspace, source.system);
  const fixes = listFixes(workspace, source.id);
  return Object.keys(system.objects).map((object) =>
    objectContract(system, object, fixes, workspace.config.as_of),
  );
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function planSource(
  workspace: Workspace,
  source: SourceConfig,
): { files: PlannedFile[]; unclaimed: { source: string; file: string }[] } {
  const folder = sourceFolder(workspace, source);
  const claimed = new Set<string>();
  const files = sourceContracts(workspace, source).flatMap((contract) => {
    const found = discoverFiles(folder, contract.spec.files);
    found.forEach((file) => claimed.add(file));
    const day = (file: string) => dateOfExtract(contract, file) ?? '';
    // `Account.csv` comes before `Account-2026-06.csv`.
    const stem = (file: string) => file.slice(0, file.length - extname(file).length);
    found.sort((a, b) => inOrder(day(a), day(b)) || inOrder(stem(a), stem(b)) || inOrder(a, b));
    return found.map((file) => ({ source: source.id, contract, path: join(folder, file), file }));
  });
  const unclaimed = discoverFiles(folder, ['**'])
    .filter((file) => !claimed.has(file))
    .map((file) => ({ source: source.id, file }));
  return { files, unclaimed };
}

async function loadPlanned(
  workspace: Workspace,
  warehouse: Warehouse,
  planned: PlannedFile,
  scratch: string,
  { now = () => new Date(), partBytes }: LoadOptions,
): Promise<FileReport> {
  const { contract, source, file, path } = planned;
  const started = performance.now();
  const folder = batchFolder(workspace, source, contract.object);
  const manifests = readManifests(folder);
  const sha256 = manifests.length === 0 ? undefined : fileDigest(path);
  const before = manifests.find((one) => one.sha256 === sha256 && one.contract === contract.hash);
  if (before !== undefined && isLoaded(manifests, before.sha256, contract.hash)) {
    const status = before.status === 'refused' ? 'refused' : 'same';
    const none = { new: 0, changed: 0, unchanged: before.rows - before.rejected };
    return { ...report(before, file, (performance.now() - started) / 1000), ...none, status };
  }
  const manifest = await loadFile({
    warehouse,
    contract,
    source,
    path,
    file,
    ...(sha256 === undefined ? {} : { sha256 }),
    folder,
    dry: false,
    now: now().toISOString(),
    scratch,
    ...(partBytes === undefined ? {} : { partBytes }),
  });
  const lost = lostColumns(folder, contract).filter((one) => one.batch === manifest.batch);
  return report(manifest, file, (performance.now() - started) / 1000, lost);
}

const report = (
  manifest: Manifest,
  file: string,
  seconds: number,
  lost: readonly LostColumn[] = [],
): FileReport => ({
  source: manifest.source,
  object: manifest.object,
  file,
  batch: manifest.batch,
  status: manifest.status,
  ...(manifest.reason === undefined ? {} : { reason: manifest.reason }),
  ...(manifest.details === undefined ? {} : { details: manifest.details }),
  rows: manifest.rows,
  new: manifest.new,
  changed: manifest.changed,
  unchanged: manifest.unchanged,
  rejected: manifest.rejected,
  rejectsByRule: manifest.rejectsByRule,
  seconds,
  drift: tellLost(manifest.drift, lost),
  lost,
});
