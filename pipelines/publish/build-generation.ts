import { existsSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Workspace } from '../workspace.ts';
import type { ActiveIdentityDecision } from '../../src/contract/identity-decision.ts';
import type { Progress } from '../../src/contract/progress.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import { identifier, literal } from '../../src/warehouse/quote.ts';
import { resolveIdentity } from '../identity/resolve-identity.ts';
import { identityTables } from '../identity/step-tables.ts';
import { quarantineCount, type QuarantineCount } from '../load/quarantine-count.ts';
import { lakeManifests, resolveLake } from '../load/resolve-lake.ts';
import {
  type BuildContext,
  type BuiltTable,
  lakeCatalog,
  stagingSchema,
  useModels,
} from './build-context.ts';
import { buildMemory } from './build-memory.ts';
import { buildModels, modelGraph } from './build-models.ts';
import { buildCanonical, buildStaging } from './build-staging.ts';
import { buildThreads } from './build-threads.ts';
import { readCanonical } from './canonical.ts';
import { canonicalChecks, modelChecks } from './check.ts';
import { checkColumns } from './check-columns.ts';
import { createConfigTable } from './config-table.ts';
import { sourceMappings } from './mapping-files.ts';
import { readModels } from './model-file.ts';
import { loadReferenceTables } from './reference-tables.ts';
import { repositoryPaths } from './repository-paths.ts';
import { type CheckResult, runChecks } from './run-checks.ts';
import { writeMeta } from './write-meta.ts';

export interface BuildOptions {
  readonly workspace: Workspace;
  readonly generation: string;
  /** Decisions about identity that hold, oldest first: those that `generation` was named by. */
  readonly decisions: readonly ActiveIdentityDecision[];
  readonly builtAt: Date;
  readonly progress: Progress;
  /** The folder of model SQL; tests give their own. */
  readonly modelsDir?: string;
  readonly canonicalDir?: string;
}

export interface BuildResult {
  /** The finished, checkpointed, closed database file. */
  readonly file: string;
  readonly tables: readonly BuiltTable[];
  readonly checks: readonly CheckResult[];
  readonly quarantine: QuarantineCount;
  readonly seconds: Readonly<Record<string, number>>;
}

/** Files of a build under way. A later run removes what a killed one left. */
export const buildFiles = (warehouseDir: string): { build: string; scratch: string; spill: string } => ({
  build: join(warehouseDir, 'build_next.duckdb'),
  scratch: join(warehouseDir, 'scratch.next.duckdb'),
  spill: join(warehouseDir, 'spill.next'),
});

export function removeBuildFiles(warehouseDir: string): void {
  const { build, scratch, spill } = buildFiles(warehouseDir);
  for (const file of [build, scratch])
    for (const each of [file, `${file}.wal`, `${file}.tmp`])
      if (existsSync(each)) rmSync(each, { recursive: true, force: true });
  rmSync(spill, { recursive: true, force: true });
}

/**
 * Builds a whole generation into a file beside the served one and runs every check on it. Publishes nothing.
 * Broken rules come back in `checks`; only faults of SQL, definitions or disk are thrown.
 */
export async function buildGeneration(options: BuildOptions): Promise<BuildResult> {
  const { workspace, progress } = options;
  const { build, scratch, spill } = buildFiles(workspace.paths.warehouse);
  removeBuildFiles(workspace.paths.warehouse);
  const threads = buildThreads(lakeManifests(workspace).reduce((sum, { rows }) => sum + rows, 0));
  const warehouse = await openWarehouse({
    path: build,
    tempDirectory: spill,
    memoryLimit: buildMemory(),
    ...(threads === undefined ? {} : { threads }),
  });
  const context: BuildContext = { warehouse, progress, catalog: basename(build, '.duckdb') };
  const seconds: Record<string, number> = {};
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    progress({ step: name, state: 'start' });
    const result = await work();
    seconds[name] = Math.round(performance.now() - start) / 1000;
    progress({ step: name, state: 'done' });
    return result;
  };
  try {
    await warehouse.run('set preserve_insertion_order = false');
    await warehouse.run(`attach ${literal(scratch)} as ${identifier(lakeCatalog)}`);
    await warehouse.run(`create schema ${identifier(lakeCatalog)}.${identifier(stagingSchema)}`);
    const quarantine = await step('build.resolve', async () => {
      await resolveLake(warehouse, workspace, { catalog: lakeCatalog });
      await loadReferenceTables(warehouse, workspace);
      // Mappings need its time zone; its days follow once the records are known.
      await createConfigTable(warehouse, workspace.config, []);
      return quarantineCount(warehouse);
    });
    const canonical = readCanonical(options.canonicalDir ?? repositoryPaths.canonical);
    const entities = new Map(canonical.map((entity) => [entity.entity, entity]));
    const staged = await step('build.staging', async () => {
      const tables: BuiltTable[] = [];
      for (const source of workspace.config.sources)
        tables.push(...(await buildStaging(context, source.id, sourceMappings(workspace, source), entities)));
      return tables;
    });
    await useModels(context);
    const ints = await buildCanonical(context, canonical, staged);
    await createConfigTable(warehouse, workspace.config, canonical);
    const identities = await step('build.identity', () =>
      resolveIdentity(warehouse, workspace, new Set(entities.keys()), options.decisions),
    );
    const declared = identities.length === 0 ? [] : identityTables();
    const models = await modelGraph(warehouse, readModels(options.modelsDir ?? repositoryPaths.models));
    const built = await step('build.models', () => buildModels(context, models));
    const tables = [...staged, ...ints, ...identities, ...built];
    const checks = await step('check', async () => {
      const columns = await checkColumns(warehouse, [...declared, ...models]);
      const rules = [
        ...canonical.flatMap(canonicalChecks),
        ...declared.flatMap(modelChecks),
        ...models.flatMap(modelChecks),
      ];
      return [...columns, ...(await runChecks(warehouse, rules, progress))];
    });
    await step('build.write', async () => {
      await writeMeta(warehouse, options, tables, [...declared, ...models], checks);
      await warehouse.run(`use ${identifier(context.catalog)}.main`);
      // What was worked with is thrown away: without this, letting go of it writes it out first.
      await warehouse.run('pragma disable_checkpoint_on_shutdown');
      await warehouse.run(`detach ${identifier(lakeCatalog)}`);
      await warehouse.run('checkpoint');
    });
    return { file: build, tables, checks, quarantine, seconds };
  } finally {
    warehouse.close();
  }
}
