import { existsSync } from 'node:fs';
import { openWarehouse, type Warehouse } from '../../src/warehouse/open.ts';
import type { Workspace } from '../workspace.ts';
import { activeBatches, batchFolder, batchPaths, readManifests } from './batch-files.ts';
import { writePendingTables } from './load-tables.ts';
import { sourceContracts } from './load-workspace.ts';
import type { LakeObject } from './resolve-object.ts';
import { fileList } from './stored-rows.ts';

/** How a batch is told from all others. */
export const batchKey = (source: string, object: string, batch: string): string =>
  `${source}/${object}/${batch}`;

/** What the lake holds beyond a generation. */
export interface PendingBooks {
  /** etl_batch, etl_schema_change and etl_quarantine of the batches that the generation lacks. */
  readonly warehouse: Warehouse;
  /** Batches of the generation that no longer count (their file was read again under another contract), by batchKey. */
  readonly withdrawn: readonly string[];
  /** Ids of the generation's rejects that a fix has let in since. */
  readonly repaired: readonly string[];
  close(): void;
}

/**
 * The books of all that is loaded and not published: a run whose checks failed, or one under way. `published` are the
 * batches of the generation by batchKey. Nothing when the generation holds them all. The caller closes what it gets.
 */
export async function openPendingBooks(
  workspace: Workspace,
  published: ReadonlySet<string>,
): Promise<PendingBooks | undefined> {
  const all = workspace.config.sources.flatMap((source) =>
    sourceContracts(workspace, source).map((contract): LakeObject => {
      const folder = batchFolder(workspace, source.id, contract.object);
      return { source: source.id, contract, folder, active: activeBatches(readManifests(folder), contract) };
    }),
  );
  const isPublished = (one: LakeObject['active'][number]): boolean =>
    published.has(batchKey(one.source, one.object, one.batch));
  const pending = all
    .map((object) => ({ ...object, active: object.active.filter((one) => !isPublished(one)) }))
    .filter((object) => object.active.length > 0);
  const kept = new Set(
    all.flatMap((object) => object.active.map((one) => batchKey(one.source, one.object, one.batch))),
  );
  const withdrawn = [...published].filter((key) => !kept.has(key));
  if (pending.length === 0 && withdrawn.length === 0) return undefined;
  const warehouse = await openWarehouse({ threads: 2, memoryLimit: '1GB' });
  try {
    await writePendingTables(warehouse, pending, all);
    const replayed = pending
      .flatMap((object) => object.active.map((one) => batchPaths(object.folder, one.batch).replayed))
      .filter((file) => existsSync(file));
    const ids =
      replayed.length === 0
        ? []
        : await warehouse.rows<{ id: string }>(
            `select distinct reject_id as id from read_parquet(${fileList(replayed)})`,
          );
    return { warehouse, withdrawn, repaired: ids.map(({ id }) => id), close: () => warehouse.close() };
  } catch (error) {
    warehouse.close();
    throw error;
  }
}
