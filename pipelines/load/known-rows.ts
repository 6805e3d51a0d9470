import type { Warehouse } from '../../src/warehouse/open.ts';
import { againFiles, rowFiles, type Manifest } from './batch-files.ts';
import type { ObjectContract } from './contract.ts';
import { storedRows } from './stored-rows.ts';
import { keepsValues, unsaidBy, unsaidColumns, type UnsaidColumns } from './unsaid-columns.ts';

/** What the lake holds of an object when a file of it is read. */
export interface KnownRows {
  /** Relation of the row versions (see storedRows), those said again among them. */
  readonly relation: string;
  /** What each batch says nothing of. */
  readonly batches: readonly { readonly batch: string; readonly unsaid: readonly string[] }[];
  readonly unsaid: UnsaidColumns;
}

/** The rows of batches, or undefined when there are none. */
export async function knownRows(
  warehouse: Warehouse,
  contract: ObjectContract,
  folder: string,
  active: readonly Manifest[],
): Promise<KnownRows | undefined> {
  const files = [...rowFiles(folder, active), ...againFiles(folder, active)];
  if (files.length === 0) return undefined;
  return {
    relation: await storedRows(warehouse, contract, files),
    batches: keepsValues(contract)
      ? active
          .filter(({ versions, again = 0 }) => versions + again > 0)
          .map((one) => ({ batch: one.batch, unsaid: unsaidBy(contract, one) }))
      : [],
    unsaid: unsaidColumns(contract, active),
  };
}
