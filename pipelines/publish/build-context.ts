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

/** Makes a table of what a SELECT gives; says how many rows it has and how long it took, in whole milliseconds. */
export async function createTable(
  warehouse: Warehouse,
  table: string,
  select: string,
): Promise<{ rows: number; ms: number }> {
  const start = performance.now();
  const [made] = await warehouse.rows<{ Count: string }>(`create table ${table} as ${select}`);
  return { rows: Number(made?.Count), ms: Math.round(performance.now() - start) };
}
