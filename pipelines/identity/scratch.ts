import type { Warehouse } from '../../src/warehouse/open.ts';
import { lakeCatalog, stagingSchema, stagingTable } from '../publish/build-context.ts';

/** A table of the identity step that is thrown away after the build. */
export const scratchTable = (name: string): string => stagingTable(`identity_${name}`);

/** The same, as the appender names it. */
export const scratchTarget = (name: string): { name: string; schema: string; catalog: string } => ({
  name: `identity_${name}`,
  schema: stagingSchema,
  catalog: lakeCatalog,
});

/** Makes a scratch table anew. */
export const makeScratch = (warehouse: Warehouse, name: string, select: string): Promise<void> =>
  warehouse.run(`create or replace table ${scratchTable(name)} as ${select}`);
