import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isTandemError, type TandemError } from '../../src/contract/errors.ts';
import type { PageReasonCode, Reason } from '../../src/contract/reasons.ts';
import { literal } from '../../src/warehouse/quote.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { activeBatches, readManifests, writeManifest, type Drift, type Manifest } from './batch-files.ts';
import { canComeInParts, classifyFile, headerDrift } from './classify-file.ts';
import type { ObjectContract } from './contract.ts';
import { fileDigest } from './file-digest.ts';
import { knownRows } from './known-rows.ts';
import { lostReferences } from './lost-columns.ts';
import { openFile } from './open-file.ts';
import type { OpenFile } from './opened-file.ts';
import { misnamedAs } from './misnamed-file.ts';
import { rowHashAlgorithm } from './row-sql.ts';
import { keysSql } from './row-versions.ts';
import { columnsOf } from './unsaid-columns.ts';
import { stageRejects, writeBatch } from './write-batch.ts';

export interface FileLoad {
  readonly warehouse: Warehouse;
  readonly contract: ObjectContract;
  readonly source: string;
  /** Absolute path, and the name the file is known by. */
  readonly path: string;
  readonly file: string;
  /** Left out, it is found while the file is read; only for an object of which nothing has been loaded. */
  readonly sha256?: string;
  /** Lake folder of the object; `dry` classifies against it and writes nothing. */
  readonly folder: string;
  readonly dry: boolean;
  readonly now: string;
  /** A folder for temporary files, on the disk of the lake. */
  readonly scratch: string;
  readonly partBytes?: number;
}

export const batchId = (sha256: string, contract: string): string =>
  createHash('sha256')
    .update(sha256 + contract)
    .digest('hex')
    .slice(0, 16);

/** Loads one file into the lake, or (dry) only classifies it; temp table `rejects` is left behind either way. */
export async function loadFile(load: FileLoad): Promise<Manifest> {
  mkdirSync(load.scratch, { recursive: true });
  const scratch = mkdtempSync(join(load.scratch, 'file-'));
  try {
    return await loadOpened(load, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function loadOpened(load: FileLoad, scratch: string): Promise<Manifest> {
  const { warehouse, contract } = load;
  let opened: OpenFile;
  try {
    opened = await openFile(load.path, contract.format, {
      warehouse,
      scratch,
      inParts: canComeInParts(contract),
      ...(load.partBytes === undefined ? {} : { partBytes: load.partBytes }),
    });
  } catch (error) {
    if (!isTandemError(error) || load.dry) throw error;
    return refuse(load, [], [], reasonOf(error));
  }
  // No text has it: a picture, or text in an encoding that is not told.
  if (opened.header.some((name) => name.includes('\0'))) return refuse(load, [], [], { reason: 'not_text' });
  const drift = await headerDrift(warehouse, contract, opened);
  // Before what is missing: a file saved under another's name lacks columns because of that.
  const other = misnamedAs(contract, opened.header);
  if (other !== undefined)
    return refuse(load, opened.header, drift, { reason: 'misnamed', other, object: contract.object });
  const needed = drift.filter((one) => one.kind === 'missing' && isNeeded(contract, one.column));
  if (needed.length > 0) {
    const columns = needed.map((one) => one.column).join(', ');
    return refuse(load, opened.header, drift, { reason: 'missing_columns', columns });
  }
  const manifests = readManifests(load.folder);
  const active = activeBatches(
    manifests.filter((one) => one.sha256 !== load.sha256),
    contract,
  );
  const known = await knownRows(warehouse, contract, load.folder, active);
  const extractDate = dateOfExtract(contract, load.file);
  const fallbackCursor = `${literal(extractDate ?? load.now)}::timestamp`;
  const lost = lostReferences(contract, opened.header, manifests, load.sha256);
  const classified = await classifyFile(warehouse, contract, { ...opened, lost }, known, fallbackCursor);
  const sha256 = load.sha256 ?? opened.parts?.digest() ?? fileDigest(load.path);
  const batch = batchId(sha256, contract.hash);
  const lineSql = `(rowid + ${opened.firstLine})::bigint`;
  const writer = { warehouse, contract, file: opened, classified, batch, fallbackCursor, scratch, lineSql };
  const versions = await versionFigures(
    warehouse,
    keysSql(writer),
    classified.changed > 0 || classified.dropped,
  );
  const parts = load.dry ? 0 : await writeBatch(writer, load.folder);
  if (load.dry) await stageRejects(writer);
  const byRule = await warehouse.rows<{ rule: string; column_name: string; n: string }>(
    'select rule, column_name, count(*) as n from rejects group by all order by all',
  );
  const rejected = classified.rejectedRecords + opened.damages.length;
  const manifest: Manifest = {
    ...emptyManifest({ ...load, sha256 }, batch),
    status: 'loaded',
    bytes: opened.bytes,
    header: opened.header,
    columns: columnsOf(contract, opened.header),
    rows: classified.rows,
    new: classified.new,
    changed: classified.changed,
    unchanged: classified.unchanged,
    rejected,
    ...versions,
    ...(parts === 0 ? {} : { parts }),
    ...(classified.again === 0 ? {} : { again: classified.again }),
    extractDate: extractDate ?? null,
    keylessRejects: byRule
      .filter((row) => row.column_name === '' || row.rule === 'missing_key')
      .reduce((sum, row) => sum + Number(row.n), 0),
    rejectsByRule: sumBy(byRule),
    drift: [...drift, ...retyped(byRule, classified.rows)],
    warnings: classified.warnings,
  };
  if (!load.dry) writeManifest(load.folder, manifest);
  return manifest;
}

function isNeeded(contract: ObjectContract, name: string): boolean {
  const column = contract.columns.find((one) => one.name === name);
  return (
    column !== undefined &&
    (column.isKey ||
      column.spec.required ||
      (contract.spec.cursor?.length === 1 && contract.spec.cursor[0] === name))
  );
}

export async function versionFigures(
  warehouse: Warehouse,
  versions: string,
  several: boolean,
): Promise<Pick<Manifest, 'versions' | 'keys' | 'minCursor' | 'maxCursor'>> {
  const [row] = await warehouse.rows<{ n: string; k: string | null; lo: string | null; hi: string | null }>(
    `select count(*) as n, ${several ? 'count(distinct k)' : 'null'} as k, min(c)::varchar as lo, max(c)::varchar as hi from ${versions}`,
  );
  const count = Number(row?.n ?? 0);
  return {
    versions: count,
    keys: row?.k == null ? count : Number(row.k),
    minCursor: row?.lo ?? null,
    maxCursor: row?.hi ?? null,
  };
}

export function emptyManifest(
  load: Pick<FileLoad, 'source' | 'contract' | 'file' | 'now'> & { readonly sha256: string },
  batch: string,
): Manifest {
  return {
    version: 1,
    batch,
    kind: 'file',
    status: 'refused',
    source: load.source,
    object: load.contract.object,
    file: load.file,
    sha256: load.sha256,
    bytes: 0,
    loadedAt: load.now,
    contract: load.contract.hash,
    baseContract: load.contract.baseHash,
    fixes: load.contract.fixes,
    header: [],
    rows: 0,
    new: 0,
    changed: 0,
    unchanged: 0,
    rejected: 0,
    versions: 0,
    keys: 0,
    minCursor: null,
    maxCursor: null,
    extractDate: null,
    fullExtract: load.contract.spec.extract === 'full',
    keylessRejects: 0,
    rejectsByRule: {},
    drift: [],
    warnings: [],
    rowHash: { algorithm: rowHashAlgorithm, engine: 'duckdb 1.5.5' },
    buildsOn: [],
    complete: true,
  };
}

type LoadReason = Reason<PageReasonCode>;

/** Why a file could not be opened; which file it is stands beside it in the manifest. */
function reasonOf({ code, details: { file: _file, ...details } }: TandemError): LoadReason {
  return (typeof details.reason === 'string' ? details : { reason: code }) as LoadReason;
}

function refuse(
  load: FileLoad,
  header: readonly string[],
  drift: readonly Drift[],
  { reason, ...details }: LoadReason,
): Manifest {
  const sha256 = load.sha256 ?? fileDigest(load.path);
  const empty = emptyManifest({ ...load, sha256 }, batchId(sha256, load.contract.hash));
  const manifest: Manifest = { ...empty, bytes: statSync(load.path).size, header, drift, reason, details };
  if (!load.dry) writeManifest(load.folder, manifest);
  return manifest;
}

/** The day in the file's name, as YYYY-MM-DD. */
export function dateOfExtract(contract: ObjectContract, file: string): string | undefined {
  if (contract.spec.extract_date === undefined) return undefined;
  const digits = new RegExp(contract.spec.extract_date).exec(file)?.[1]?.replace(/[^0-9]/g, '');
  return digits?.length === 8 ? `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}` : undefined;
}

const sumBy = (rows: readonly { rule: string; n: string }[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const row of rows) sums[row.rule] = (sums[row.rule] ?? 0) + Number(row.n);
  return sums;
};

/** A column of which most values no longer fit its type has changed its type, not its quality. */
const retyped = (rows: readonly { rule: string; column_name: string; n: string }[], total: number): Drift[] =>
  rows
    .filter(
      (row) =>
        (row.rule.startsWith('bad_') || row.rule.startsWith('ambiguous_')) &&
        row.column_name !== '' &&
        Number(row.n) * 2 > total,
    )
    .map((row) => ({
      kind: 'retyped',
      column: row.column_name,
      details: { n: Number(row.n), total, rule: row.rule },
    }));
