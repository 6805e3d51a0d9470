import { identifier } from '../../src/warehouse/quote.ts';
import { orderModels } from '../../src/warehouse/model-graph.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { tableReads } from '../../src/warehouse/table-reads.ts';
import { type BuildContext, type BuiltTable, createTable, useModels } from './build-context.ts';
import type { ModelFile } from './model-file.ts';

export interface GraphModelFile extends ModelFile {
  readonly reads: readonly string[];
}

/** Models in build order. Throws `bad_system` when they read each other in a circle. */
export async function modelGraph(
  warehouse: Warehouse,
  models: readonly ModelFile[],
): Promise<GraphModelFile[]> {
  const graph: GraphModelFile[] = [];
  for (const model of models) graph.push({ ...model, reads: await tableReads(warehouse, model.sql) });
  return orderModels(graph);
}

export const modelSelect = (model: ModelFile): string =>
  model.spec.sort.length === 0
    ? model.sql
    : `select * from (${model.sql}\n) order by ${model.spec.sort.map(identifier).join(', ')}`;

/** Materialises every model in the generation being made. */
export async function buildModels(
  context: BuildContext,
  models: readonly GraphModelFile[],
): Promise<BuiltTable[]> {
  const built: BuiltTable[] = [];
  await useModels(context);
  for (const [at, model] of models.entries()) {
    context.progress({
      step: 'build.models',
      state: 'progress',
      item: model.name,
      done: at,
      total: models.length,
    });
    const made = await createTable(context.warehouse, identifier(model.name), modelSelect(model));
    built.push({
      name: model.name,
      kind: model.kind,
      grain: model.spec.grain,
      sql: model.sql,
      inputs: model.reads,
      ...made,
    });
  }
  return built;
}
