import { identifier } from '../../src/warehouse/quote.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import type { ModelFile } from './model-file.ts';
import type { CheckResult } from './run-checks.ts';

type Described = { readonly column_name: string; readonly column_type: string };

/** How the engine spells these types, so that `int` and `INTEGER` compare equal. */
async function engineTypes(warehouse: Warehouse, types: readonly string[]): Promise<Map<string, string>> {
  if (types.length === 0) return new Map();
  const casts = types.map((type, at) => `cast(null as ${type}) as ${identifier(`t${at}`)}`);
  const described = await warehouse.rows<Described>(`describe select ${casts.join(', ')}`);
  return new Map(types.map((type, at) => [type, described[at]?.column_type ?? type]));
}

/** Columns of the tables where bare names lead first, by table. */
async function actualTypes(warehouse: Warehouse): Promise<Map<string, Map<string, string>>> {
  const columns = await warehouse.rows<{ table_name: string; column_name: string; data_type: string }>(
    `select table_name, column_name, data_type from duckdb_columns()
     where database_name = current_database() and schema_name = current_schema() order by table_name, column_index`,
  );
  const tables = new Map<string, Map<string, string>>();
  for (const { table_name: table, column_name: column, data_type: type } of columns)
    tables.set(table, (tables.get(table) ?? new Map<string, string>()).set(column, type));
  return tables;
}

/** Each table's columns must be exactly the declared ones, of the declared types (an ENUM passes for text). */
export async function checkColumns(
  warehouse: Warehouse,
  models: readonly ModelFile[],
): Promise<CheckResult[]> {
  const start = performance.now();
  const declared = models.flatMap(({ spec }) =>
    Object.values(spec.columns).flatMap(({ type }) => type ?? []),
  );
  const wantedTypes = await engineTypes(warehouse, [...new Set(declared)]);
  const tables = await actualTypes(warehouse);
  const ms = Math.round((performance.now() - start) / Math.max(1, models.length));
  return models.map((model) => {
    const types = tables.get(model.name) ?? new Map<string, string>();
    const sample: Record<string, unknown>[] = [];
    for (const [column, { type }] of Object.entries(model.spec.columns)) {
      const found = types.get(column);
      if (found === undefined) sample.push({ column, problem: 'declared but absent' });
      else if (type !== undefined) {
        const wanted = wantedTypes.get(type) ?? type;
        if (wanted !== found && !(wanted === 'VARCHAR' && found.startsWith('ENUM')))
          sample.push({ column, problem: `is ${found}, declared ${wanted}` });
      }
    }
    for (const column of types.keys())
      if (!(column in model.spec.columns)) sample.push({ column, problem: 'not declared' });
    return {
      model: model.name,
      rule: 'columns as declared',
      kind: 'columns',
      severity: 'error',
      ok: sample.length === 0,
      count: sample.length,
      sample: sample.slice(0, 5),
      ms,
    };
  });
}
