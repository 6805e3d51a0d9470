import type { LineageMetricResponse } from '../../contract/api/lineage.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';

type Model = LineageMetricResponse['models'][number];
type Source = LineageMetricResponse['sources'][number];

/**
 * From some tables back to the files: the models they come from (nearest first) and, at the end of each path,
 * the source objects, named `<source>.<object>` among the inputs of a mapping.
 */
export async function upstream(
  lease: ServingLease,
  tables: readonly string[],
): Promise<{ models: Model[]; sources: Source[] }> {
  const all = await records<{ name: string; kind: string; grain: string; sql: string; inputs: string }>(
    lease,
    `select name, coalesce(kind, '') as kind, coalesce(grain, '') as grain, coalesce(sql, '') as sql,
  coalesce(array_to_string(inputs, chr(31)), '') as inputs from meta_model`,
  );
  const byName = new Map(all.map((model) => [model.name, model]));
  const models: Model[] = [];
  const seen = new Set<string>();
  const leaves = new Set<string>();
  let front = [...tables];
  while (front.length > 0) {
    const next: string[] = [];
    for (const name of front) {
      if (seen.has(name)) continue;
      seen.add(name);
      const model = byName.get(name);
      if (!model) {
        leaves.add(name);
        continue;
      }
      const inputs = model.inputs === '' ? [] : model.inputs.split('\u001f');
      models.push({ name, kind: model.kind, grain: model.grain, inputs, sql: model.sql });
      next.push(...inputs);
    }
    front = next;
  }
  return { models, sources: await sourcesOf(lease, leaves) };
}

async function sourcesOf(lease: ServingLease, leaves: ReadonlySet<string>): Promise<Source[]> {
  if (!lease.tables.has('etl_batch')) return [];
  const files = await records<{ source: string; object: string; file: string }>(
    lease,
    `select distinct source, object, file from etl_batch order by source, object, file`,
  );
  const sources = new Map<string, Source>();
  for (const { source, object, file } of files) {
    const key = `${source}.${object}`;
    if (
      !leaves.has(key) &&
      !leaves.has(`lake.${key}`) &&
      !leaves.has(`${key}__history`) &&
      !leaves.has(`lake.${key}__history`)
    )
      continue;
    const entry = sources.get(key) ?? { source, object, files: [] };
    entry.files.push(file);
    sources.set(key, entry);
  }
  return [...sources.values()];
}
