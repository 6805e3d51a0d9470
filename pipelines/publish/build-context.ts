import type { Progress } from '../../src/contract/progress.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { identifier } from '../../src/warehouse/quote.ts';

/** Catalog of the scratch database: lake objects, stg_* and int_* live there and are thrown away after the build. */
export const lakeCatalog = 'lake';

/** Schema of stg_* and int_*; no source can have this name (source ids begin with a letter). */
export const stagingSchema = '_staging';

export const stagingTable = (name: string): string =>
  `${identifier(lakeCatalog)}.${identifier(stagingSchema)}.${identifier(name)}`;

/** What a table is made of; becomes a row of meta_model. */
export interface BuiltTable {
  readonly name: string;
  readonly kind: string;
  readonly grain: string;
  readonly sql: string;
  readonly inputs: readonly string[];
  readonly rows: number;
  readonly ms: number;
}

/** One build under way. The main catalog of `warehouse` is the generation being made. */
export interface BuildContext {
  readonly warehouse: Warehouse;
  readonly progress: Progress;
  /** Catalog name of the generation being made. */
  readonly catalog: string;
}

const searchPath = (parts: readonly string[]): string =>
  `set search_path = '${parts.join(',').replaceAll("'", "''")}'`;

/** Bare names then mean: the source's lake objects, then reference tables. */
export const useSource = (context: BuildContext, source: string): Promise<void> =>
  context.warehouse.run(
    searchPath([`${lakeCatalog}.${identifier(source)}`, `${identifier(context.catalog)}.main`]),
  );

/** Bare names then mean: tables of the generation, then stg_* and int_*. */
export const useModels = (context: BuildContext): Promise<void> =>
  context.warehouse.run(
    searchPath([`${identifier(context.catalog)}.main`, `${lakeCatalog}.${identifier(stagingSchema)}`]),
  );

/** Runs `work` and says how long it took, in whole milliseconds. */
export async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return Math.round(performance.now() - start);
}

export async function countRows(warehouse: Warehouse, table: string): Promise<number> {
  const [row] = await warehouse.rows<{ n: number }>(`select count(*)::double as n from ${table}`);
  return row?.n ?? 0;
}
