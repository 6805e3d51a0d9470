import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorDetails } from '../../src/contract/errors.ts';
import type { Workspace } from '../workspace.ts';
import type { ObjectContract } from './contract.ts';

export interface Drift {
  /** lost: a missing one that earlier files had ([LOAD-58]; manifests say missing, it is told where they are read). */
  readonly kind: 'added' | 'missing' | 'lost' | 'retyped';
  readonly column: string;
  /** [LOAD-55] What its text names. */
  readonly details?: ErrorDetails;
  /** In the manifests of earlier versions: an English text. */
  readonly detail?: string;
}

export interface Warning {
  readonly rule: string;
  readonly column: string;
  readonly count: number;
}

/** [LOAD-54] Why a file was refused. */
export interface Refusal {
  /** A code of the catalogue of reasons; in the manifests of earlier versions an English sentence without details. */
  readonly reason: string;
  /** What the reason's text names. */
  readonly details?: ErrorDetails;
}

/** What is known of one batch. It is written last: a batch exists if and only if its manifest does. */
export interface Manifest extends Partial<Refusal> {
  readonly version: 1;
  readonly batch: string;
  readonly kind: 'file' | 'replay';
  /** refused: the file as a whole does not fit its contract; nothing of it is in the lake. */
  readonly status: 'loaded' | 'refused';
  readonly source: string;
  readonly object: string;
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly loadedAt: string;
  readonly contract: string;
  readonly baseContract: string;
  readonly fixes: readonly string[];
  readonly header: readonly string[];
  /** Lake columns that the file had as it was read; manifests of earlier versions do not say. */
  readonly columns?: readonly string[];
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** Row versions stored, and how many keys they are of. */
  readonly versions: number;
  /** In how many files the row versions are, where a long file left several. */
  readonly parts?: number;
  /** [LOAD-65] Rows that say again what was known and stand apart from the row versions. */
  readonly again?: number;
  readonly keys: number;
  readonly minCursor: string | null;
  readonly maxCursor: string | null;
  readonly extractDate: string | null;
  readonly fullExtract: boolean;
  /** Rejected lines whose key could not be read. */
  readonly keylessRejects: number;
  readonly rejectsByRule: Readonly<Record<string, number>>;
  readonly drift: readonly Drift[];
  readonly warnings: readonly Warning[];
  readonly rowHash: { readonly algorithm: string; readonly engine: string };
  /** Replays: the batches that this one completes, oldest first; its rejects were `base`'s. */
  readonly buildsOn: readonly string[];
  /** Replays: nothing else of the file reads differently under this contract. */
  readonly complete: boolean;
}

export const batchFolder = (workspace: Workspace, source: string, object: string): string =>
  join(workspace.paths.lake, source, object);

export interface BatchPaths {
  readonly rows: string;
  /** The rows of a long file stand in parts. */
  part(at: number): string;
  readonly again: string;
  readonly rejects: string;
  readonly keys: string;
  readonly replayed: string;
  readonly manifest: string;
}

export const batchPaths = (folder: string, batch: string): BatchPaths => ({
  rows: join(folder, `${batch}.parquet`),
  part: (at) => join(folder, `${batch}-${at}.parquet`),
  again: join(folder, `${batch}.again.parquet`),
  rejects: join(folder, `${batch}.rejects.parquet`),
  keys: join(folder, `${batch}.keys.parquet`),
  replayed: join(folder, `${batch}.replayed.parquet`),
  manifest: join(folder, `${batch}.json`),
});

/** The files that hold the row versions of batches. */
export const rowFiles = (folder: string, manifests: readonly Manifest[]): string[] =>
  manifests
    .filter((one) => one.versions > 0)
    .flatMap(({ batch, parts = 0 }) => {
      const paths = batchPaths(folder, batch);
      return parts === 0 ? [paths.rows] : Array.from({ length: parts }, (_, at) => paths.part(at));
    });

/** The files that hold the rows which say again what was known. */
export const againFiles = (folder: string, manifests: readonly Manifest[]): string[] =>
  manifests.filter(({ again = 0 }) => again > 0).map(({ batch }) => batchPaths(folder, batch).again);

/** All manifests of one object, in load order. */
export function readManifests(folder: string): Manifest[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^[0-9a-f]{16}\.json$/.test(name))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Manifest)
    .sort((a, b) =>
      a.loadedAt < b.loadedAt ? -1 : a.loadedAt > b.loadedAt ? 1 : a.batch < b.batch ? -1 : 1,
    );
}

export function writeManifest(folder: string, manifest: Manifest): void {
  mkdirSync(folder, { recursive: true });
  const path = batchPaths(folder, manifest.batch).manifest;
  writeFileSync(`${path}.next`, `${JSON.stringify(manifest, null, 1)}\n`);
  renameSync(`${path}.next`, path);
}

export type ContractId = Pick<ObjectContract, 'hash' | 'baseHash' | 'fixes'>;

/**
 * The batches that count under a contract. A file is represented once: by its reading under this contract; when there
 * is none, by its newest reading that this contract only adds fixes to, else by its newest reading at all (the file is
 * gone). A replay brings the batches it builds on.
 */
export function activeBatches(manifests: readonly Manifest[], contract: ContractId): Manifest[] {
  const byFile = new Map<string, Manifest>();
  for (const manifest of manifests) {
    const other = byFile.get(manifest.sha256);
    if (other === undefined || rank(manifest, contract) >= rank(other, contract))
      byFile.set(manifest.sha256, manifest);
  }
  const wanted = new Set([...byFile.values()].flatMap((manifest) => [manifest.batch, ...manifest.buildsOn]));
  return manifests.filter((manifest) => wanted.has(manifest.batch));
}

function rank(manifest: Manifest, contract: ContractId): number {
  const isFile = manifest.kind === 'file';
  if (manifest.contract === contract.hash) return isFile ? 4 : 3;
  if (
    manifest.baseContract === contract.baseHash &&
    manifest.fixes.every((id) => contract.fixes.includes(id))
  )
    return 2;
  return isFile ? 1 : 0;
}

/** True when this file has already been read under this contract. */
export const isLoaded = (manifests: readonly Manifest[], sha256: string, contract: string): boolean =>
  manifests.some(
    (one) => one.sha256 === sha256 && one.contract === contract && (one.kind === 'file' || one.complete),
  );
