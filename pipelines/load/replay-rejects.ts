import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { TandemError } from '../../src/contract/errors.ts';
import { silent, type Progress } from '../../src/contract/progress.ts';
import { identifier, literal } from '../../src/warehouse/quote.ts';
import { openWarehouse, type Warehouse } from '../../src/warehouse/open.ts';
import type { Workspace } from '../workspace.ts';
import {
  activeBatches,
  batchFolder,
  batchPaths,
  readManifests,
  writeManifest,
  type Manifest,
} from './batch-files.ts';
import { classifyFile } from './classify-file.ts';
import type { ObjectContract } from './contract.ts';
import { listFixes, type StoredFix } from './fixes.ts';
import { knownRows } from './known-rows.ts';
import { emptyManifest, versionFigures } from './load-file.ts';
import { sourceContracts } from './load-workspace.ts';
import { fileChains, openOutstanding, replayLineSql, withoutFill } from './outstanding.ts';
import { needsProof } from './prove-locale.ts';
import { againSql, keysSql, parquetOptions, versionsSql } from './row-versions.ts';
import { columnsOf } from './unsaid-columns.ts';

export interface ReplayReport {
  /** Rejected rows that now are in the lake, and those that still do not fit. */
  readonly accepted: number;
  readonly stillRejected: number;
  readonly batches: readonly string[];
}

export interface ReplayOptions {
  readonly source: string;
  /** Without it, every object of the source. */
  readonly object?: string;
  readonly progress?: Progress;
  readonly now?: () => Date;
}

/** The contract of one object with the fixes made so far. Throws `not_found`. */
export function contractOf(workspace: Workspace, source: string, object: string): ObjectContract {
  const config = workspace.config.sources.find((one) => one.id === source);
  const contract = config && sourceContracts(workspace, config).find((one) => one.object === object);
  if (contract === undefined) throw new TandemError('not_found', { id: `${source}.${object}` });
  return contract;
}

/**
 * Reads the quarantined rows again under the contract as it is now. Accepted ones become a new batch that keeps the
 * file and line they came from, and leave the quarantine; the batches before it are not touched.
 */
export async function replayRejects(workspace: Workspace, options: ReplayOptions): Promise<ReplayReport> {
  const config = workspace.config.sources.find((one) => one.id === options.source);
  if (config === undefined) throw new TandemError('not_found', { id: options.source });
  const contracts = sourceContracts(workspace, config).filter(
    (one) => options.object === undefined || one.object === options.object,
  );
  if (contracts.length === 0)
    throw new TandemError('not_found', { id: `${options.source}.${options.object ?? ''}` });
  const scratch = join(workspace.paths.lake, `.scratch-replay-${process.pid}`);
  mkdirSync(scratch, { recursive: true });
  const warehouse = await openWarehouse({ tempDirectory: scratch });
  const progress = options.progress ?? silent;
  let accepted = 0;
  let stillRejected = 0;
  const batches: string[] = [];
  try {
    for (const contract of contracts) {
      const folder = batchFolder(workspace, options.source, contract.object);
      const fixes = listFixes(workspace, options.source).filter((fix) => fix.object === contract.object);
      for (const { base, chain } of fileChains(folder, contract)) {
        progress({ step: 'load', state: 'progress', item: base.file });
        const done = await replayFile(
          warehouse,
          folder,
          contract,
          base,
          chain,
          fixes,
          (options.now ?? (() => new Date()))().toISOString(),
        );
        accepted += done.accepted;
        stillRejected += done.stillRejected;
        if (done.batch !== undefined) batches.push(done.batch);
      }
    }
  } finally {
    warehouse.close();
    rmSync(scratch, { recursive: true, force: true });
  }
  return { accepted, stillRejected, batches };
}

async function replayFile(
  warehouse: Warehouse,
  folder: string,
  contract: ObjectContract,
  base: Manifest,
  chain: readonly Manifest[],
  fixes: readonly StoredFix[],
  now: string,
): Promise<{ accepted: number; stillRejected: number; batch?: string }> {
  const outstanding = await openOutstanding(warehouse, folder, contract, base, chain);
  if (
    chain.some((one) => one.contract === contract.hash) ||
    outstanding.count === 0 ||
    provesLocale(contract)
  ) {
    return { accepted: 0, stillRejected: outstanding.count };
  }
  const known = await knownRows(warehouse, contract, folder, activeBatches(readManifests(folder), contract));
  const plain = withoutFill(contract);
  const fallbackCursor = `${literal(base.extractDate ?? base.loadedAt)}::timestamp`;
  const classified = await classifyFile(warehouse, plain, outstanding.opened, known, fallbackCursor);
  const accepted = outstanding.count - classified.rejectedRecords;
  const batch = createHash('sha256')
    .update(`replay ${base.sha256} ${contract.hash}`)
    .digest('hex')
    .slice(0, 16);
  const paths = batchPaths(folder, batch);
  const versions = { contract: plain, classified, fallbackCursor, lineSql: replayLineSql };
  const sql = versionsSql(versions);
  const figures = await versionFigures(warehouse, keysSql(versions), true);
  await copy(warehouse, sql, paths.rows);
  if (classified.again > 0) await copy(warehouse, againSql(versions), paths.again);
  const duplicates = classified.dropped
    ? ` and rowid not in (select r from dropped where why = 'duplicate')`
    : '';
  await copy(
    warehouse,
    `select reject_id from outstanding where rowid in (select rowid from stage where _rule is null${duplicates})`,
    paths.replayed,
  );
  writeManifest(folder, {
    ...emptyManifest({ source: base.source, contract, file: base.file, sha256: base.sha256, now }, batch),
    kind: 'replay',
    status: 'loaded',
    bytes: base.bytes,
    header: base.header,
    columns: columnsOf(contract, base.header),
    ...(classified.again > 0 ? { again: classified.again } : {}),
    rows: accepted,
    new: classified.new,
    changed: classified.changed,
    unchanged: classified.unchanged,
    ...figures,
    extractDate: base.extractDate,
    buildsOn: chain.map((one) => one.batch),
    complete: !(await touchesAccepted(warehouse, contract, known?.relation, fixes)),
  });
  return { accepted, stillRejected: outstanding.count - accepted, batch };
}

/** A locale proven from the whole file cannot be proven from its rejects: such files are read again whole. */
const provesLocale = (contract: ObjectContract): boolean =>
  !['json', 'ndjson', 'parquet'].includes(contract.format.type) && contract.columns.some(needsProof);

async function copy(warehouse: Warehouse, sql: string, target: string): Promise<void> {
  await warehouse.run(`copy (${sql}) to ${literal(`${target}.next`)} ${parquetOptions}`);
  renameSync(`${target}.next`, target);
}

/** True when a fix also changes how rows that had been accepted read: then the whole file must be read again. */
async function touchesAccepted(
  warehouse: Warehouse,
  contract: ObjectContract,
  known: string | undefined,
  fixes: readonly StoredFix[],
): Promise<boolean> {
  if (known === undefined) return false;
  for (const fix of fixes) {
    const column = contract.columns.find((one) => one.name === fix.column);
    if (column === undefined) continue;
    if ((fix.headers?.length ?? 0) > 0) return true;
    if ((fix.date_formats?.length ?? 0) > 0 && column.formats.length > (fix.date_formats?.length ?? 0) + 1)
      return true;
    const tokens = [...Object.keys(fix.map_values ?? {}), ...(fix.null_tokens ?? [])];
    if (tokens.length === 0) continue;
    const [row] = await warehouse.rows<{ n: string }>(
      `select count(*) as n from (select 1 from ${known} where ${identifier(fix.column)}::varchar in (${tokens.map(literal).join(', ')}) limit 1)`,
    );
    if (Number(row?.n ?? 0) > 0) return true;
  }
  return false;
}
