import { identifier } from '../../src/warehouse/quote.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import type { Workspace } from '../workspace.ts';
import { activeBatches, batchFolder, readManifests, type Manifest } from './batch-files.ts';
import { sourceContracts } from './load-workspace.ts';
import { readSystem } from './read-system.ts';
import { resolveObject, type LakeObject } from './resolve-object.ts';
import { writeLoadTables } from './load-tables.ts';

/**
 * Makes the lake queryable: in the attached catalog a schema for each source with `<object>` (current rows, deleted
 * ones left out) and `<object>__history` (every version), and in `main` the etl_* tables. Objects without files are
 * empty and typed. The result depends on the set of batches only, not on the order they came in.
 */
export async function resolveLake(
  warehouse: Warehouse,
  workspace: Workspace,
  options: { catalog: string },
): Promise<void> {
  const objects: LakeObject[] = [];
  for (const source of workspace.config.sources) {
    await warehouse.run(
      `create schema if not exists ${identifier(options.catalog)}.${identifier(source.id)}`,
    );
    for (const contract of sourceContracts(workspace, source)) {
      const folder = batchFolder(workspace, source.id, contract.object);
      const manifests = readManifests(folder);
      const active = activeBatches(manifests, contract);
      objects.push({ source: source.id, contract, folder, active });
    }
  }
  for (const object of objects) await resolveObject(warehouse, options.catalog, object, objects);
  await writeLoadTables(
    warehouse,
    objects,
    workspace.config.sources.map((source) => {
      const system = readSystem(workspace, source.system);
      return {
        source: source.id,
        system: source.system,
        role: system.role,
        path: source.path ?? '',
        objects: Object.keys(system.objects).join(','),
      };
    }),
    options.catalog,
  );
}

/** The manifests that make up the lake now: what a generation depends on. */
export function lakeManifests(workspace: Workspace): Manifest[] {
  return workspace.config.sources.flatMap((source) =>
    sourceContracts(workspace, source).flatMap((contract) =>
      activeBatches(readManifests(batchFolder(workspace, source.id, contract.object)), contract),
    ),
  );
}
