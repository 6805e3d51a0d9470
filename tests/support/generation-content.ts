import { modelChecks } from '../../pipelines/publish/check.ts';
import { readModels } from '../../pipelines/publish/model-file.ts';
import { repositoryPaths } from '../../pipelines/publish/repository-paths.ts';
import { runChecks } from '../../pipelines/publish/run-checks.ts';
import { silent } from '../../src/contract/progress.ts';
import { openWarehouse, type Warehouse } from '../../src/warehouse/open.ts';
import { identifier } from '../../src/warehouse/quote.ts';

async function withGeneration<T>(file: string, work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  const warehouse = await openWarehouse({ path: file, readOnly: true, threads: 1 });
  try {
    return await work(warehouse);
  } finally {
    warehouse.close();
  }
}

/** What is wrong with a published file: nothing when every table is whole and every rule over it holds. */
export const faultsOf = (file: string, modelsDir = repositoryPaths.models): Promise<string[]> =>
  withGeneration(file, async (warehouse) => {
    const checks = readModels(modelsDir)
      .flatMap(modelChecks)
      .filter(({ kind }) => kind === 'key' || kind === 'not_null' || kind === 'reference');
    const faults = (await runChecks(warehouse, checks, silent))
      .filter((result) => !result.ok)
      .map((result) => `${result.model}: ${result.rule}`);
    const sizes = await warehouse.rows<{ model: string; n: number }>(
      `select model, rows::double as n from meta_timing join meta_model on name = model where kind not in ('staging', 'canonical')`,
    );
    for (const { model, n } of sizes) {
      const [row] = await warehouse.rows<{ n: number }>(
        `select count(*)::double as n from ${identifier(model)}`,
      );
      if (row?.n !== n) faults.push(`${model}: ${row?.n ?? 0} rows, built with ${n}`);
    }
    return sizes.length === 0 ? ['no models', ...faults] : faults;
  });

/** Every table's name, row count and a hash of its rows in any order; load times and timings left out. */
export const contentOf = (file: string): Promise<Record<string, string>> =>
  withGeneration(file, async (warehouse) => {
    const tables = await warehouse.rows<{ name: string }>(
      `select table_name as name from duckdb_tables() where table_name not like 'meta\\_%' escape '\\' and table_name not like 'etl\\_%' escape '\\' order by 1`,
    );
    const content: Record<string, string> = {};
    for (const { name } of tables) {
      const [row] = await warehouse.rows<{ said: string }>(
        `select count(*) || ' ' || coalesce(sum(hash(t)::hugeint), 0) as said from ${identifier(name)} t`,
      );
      content[name] = row?.said ?? '';
    }
    return content;
  });
