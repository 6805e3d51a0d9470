import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelGraph } from '../../../pipelines/publish/build-models.ts';
import { stagingSelect } from '../../../pipelines/publish/build-staging.ts';
import { readCanonical } from '../../../pipelines/publish/canonical.ts';
import { checkColumns } from '../../../pipelines/publish/check-columns.ts';
import { canonicalChecks, modelChecks } from '../../../pipelines/publish/check.ts';
import { readMappings } from '../../../pipelines/publish/mapping-files.ts';
import { readModels, readMoreCases } from '../../../pipelines/publish/model-file.ts';
import { repositoryPaths } from '../../../pipelines/publish/repository-paths.ts';
import { runChecks } from '../../../pipelines/publish/run-checks.ts';
import { silent } from '../../../src/contract/progress.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import { identifier } from '../../../src/warehouse/quote.ts';
import { differenceFromExpected } from '../../support/given-expected.ts';
import { createTypedInputs, createTypedObjects } from '../../support/typed-inputs.ts';

const entities = readCanonical(repositoryPaths.canonical);
const models = readModels(repositoryPaths.models);
const systems = readdirSync(repositoryPaths.systems).filter((system) =>
  existsSync(join(repositoryPaths.systems, system, 'system.yaml')),
);

describe('mapping SQL of every system', () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openWarehouse({ threads: 1 });
    await createTypedInputs(warehouse, entities);
    for (const system of systems)
      await createTypedObjects(warehouse, join(repositoryPaths.systems, system), system);
  });
  afterAll(() => warehouse.close());

  const mappings = systems.flatMap((system) =>
    readMappings(join(repositoryPaths.systems, system)).map((mapping) => ({ system, ...mapping })),
  );
  it.each(mappings)(
    '$file binds to its objects and gives the canonical columns',
    async ({ system, ...mapping }) => {
      const entity = entities.find((each) => each.entity === mapping.entity);
      expect(entity, `pipelines/canonical/${mapping.entity}.yaml`).toBeDefined();
      if (!entity) return;
      await warehouse.run(`set search_path = '${identifier(system)},main'`);
      const context = { warehouse, progress: silent, catalog: 'memory' };
      await warehouse.rows(`explain ${await stagingSelect(context, system, mapping, entity)}`);
    },
  );
});

describe('models', () => {
  let warehouse: Warehouse;
  let reads: Map<string, readonly string[]>;
  const failures = new Map<string, unknown>();
  beforeAll(async () => {
    warehouse = await openWarehouse({ threads: 1 });
    await createTypedInputs(warehouse, entities);
    const graph = await modelGraph(warehouse, models);
    reads = new Map(graph.map((model) => [model.name, model.reads]));
    for (const model of graph)
      await warehouse
        .run(`create table ${identifier(model.name)} as ${model.sql}`)
        .catch((error: unknown) => failures.set(model.name, error));
  });
  afterAll(() => warehouse.close());

  it.each(models)('$name binds to its inputs and runs when they are empty', ({ name }) => {
    if (failures.has(name)) throw failures.get(name);
  });

  it.each(models)('$name has exactly the columns its .yml declares', async (model) => {
    const [found] = await checkColumns(warehouse, [model]);
    expect(found?.sample).toEqual([]);
  });

  it.each(models)(
    'every rule of $name can be read by the engine and holds when there is no data',
    async (model) => {
      const results = await runChecks(warehouse, modelChecks(model), silent);
      expect(results.filter((result) => !result.ok)).toEqual([]);
    },
  );

  it.each(entities)('every rule of int_$entity can be read by the engine', async (entity) => {
    const results = await runChecks(warehouse, canonicalChecks(entity), silent);
    expect(results.filter((result) => !result.ok)).toEqual([]);
  });

  const tests = models.flatMap((model) =>
    [...model.spec.tests, ...readMoreCases(repositoryPaths.models, model)].map((test) => ({
      model,
      test,
      title: `${model.name}: ${test.name}`,
    })),
  );
  it.runIf(tests.length > 0).each(tests)('$title', async ({ model, test }) => {
    expect(await differenceFromExpected(warehouse, model, reads.get(model.name) ?? [], test)).toBeUndefined();
  });
});
