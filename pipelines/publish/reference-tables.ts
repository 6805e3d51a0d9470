import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Workspace } from '../workspace.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { identifier, literal } from '../../src/warehouse/quote.ts';
import { repositoryPaths } from './repository-paths.ts';

/** Reference files by table name; a workspace's own file of the same name wins. */
export function referenceFiles(workspace?: Workspace): Map<string, string> {
  const files = new Map<string, string>();
  const folders = [repositoryPaths.reference, ...(workspace ? [join(workspace.dir, 'reference')] : [])];
  for (const folder of folders)
    if (existsSync(folder))
      for (const file of readdirSync(folder).sort())
        if (file.endsWith('.csv')) files.set(`ref_${basename(file, '.csv')}`, join(folder, file));
  return files;
}

/** Loads each reference CSV as `ref_<name>`. Codes stay text (a leading zero is part of the code). */
export async function loadReferenceTables(warehouse: Warehouse, workspace?: Workspace): Promise<string[]> {
  const files = referenceFiles(workspace);
  for (const [table, file] of files) {
    const read = `read_csv(${literal(file)}, header = true, sample_size = -1, null_padding = false`;
    const columns = await warehouse.rows<{ column_name: string }>(`describe select * from ${read})`);
    const codes = columns
      .map((column) => column.column_name)
      .filter((name) => /(^|_)(code|no|id)$/.test(name));
    const types =
      codes.length === 0
        ? ''
        : `, types = {${codes.map((name) => `${literal(name)}: 'varchar'`).join(', ')}}`;
    await warehouse.run(`create or replace table ${identifier(table)} as select * from ${read}${types})`);
  }
  return [...files.keys()];
}
