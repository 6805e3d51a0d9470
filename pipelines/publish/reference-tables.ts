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
    const load = (types: string): Promise<void> =>
      warehouse.run(
        `create or replace table ${identifier(table)} as
         select * from read_csv(${literal(file)}, header = true, sample_size = -1, null_padding = false${types})`,
      );
    await load('');
    const columns = await warehouse.rows<{ column_name: string; column_type: string }>(
      `describe ${identifier(table)}`,
    );
    const codes = columns.filter(({ column_name }) => /(^|_)(code|no|id)$/.test(column_name));
    // Looking through a file for its types is dear: only one whose codes were taken for numbers is read again.
    if (codes.some(({ column_type }) => column_type !== 'VARCHAR'))
      await load(
        `, types = {${codes.map(({ column_name }) => `${literal(column_name)}: 'varchar'`).join(', ')}}`,
      );
  }
  return [...files.keys()];
}
