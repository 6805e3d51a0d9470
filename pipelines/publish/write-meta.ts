import { identifier } from '../../src/warehouse/quote.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import type { BuiltTable } from './build-context.ts';
import type { ModelFile } from './model-file.ts';
import type { CheckResult } from './run-checks.ts';

/** Loads rows given as JSON into a new table whose columns are `shape` (a JSON structure of types). */
async function tableFromJson(
  warehouse: Warehouse,
  table: string,
  shape: Readonly<Record<string, string>>,
  rows: readonly object[],
): Promise<void> {
  const columns = Object.entries(shape).map(([name, type]) => `${identifier(name)} ${type}`);
  await warehouse.run(`create or replace table ${identifier(table)} (${columns.join(', ')})`);
  if (rows.length === 0) return;
  const structure = JSON.stringify([shape]);
  await warehouse.run(
    `insert into ${identifier(table)} select r.* from (select unnest(from_json($1::json, '${structure.replaceAll("'", "''")}')) as r)`,
    [JSON.stringify(rows)],
  );
}

export interface GenerationFacts {
  readonly generation: string;
  readonly builtAt: Date;
}

/** Writes meta_model, meta_column, meta_timing, meta_check and meta_generation into the generation being made. */
export async function writeMeta(
  warehouse: Warehouse,
  facts: GenerationFacts,
  tables: readonly BuiltTable[],
  models: readonly ModelFile[],
  checks: readonly CheckResult[],
): Promise<void> {
  const columns = await warehouse.rows<{ table_name: string; column_name: string; data_type: string }>(
    `select table_name, column_name, data_type from duckdb_columns()
     where database_name = current_database() and schema_name = 'main' order by table_name, column_index`,
  );
  const columnsOf = (table: string): string[] =>
    columns.filter((column) => column.table_name === table).map((column) => column.column_name);
  await tableFromJson(
    warehouse,
    'meta_model',
    {
      name: 'varchar',
      kind: 'varchar',
      grain: 'varchar',
      sql: 'varchar',
      inputs: 'varchar[]',
      columns: 'varchar[]',
    },
    tables.map(({ name, kind, grain, sql, inputs }) => ({
      name,
      kind,
      grain,
      sql,
      inputs,
      columns: columnsOf(name),
    })),
  );
  const specs = new Map(models.map((model) => [model.name, model.spec]));
  await tableFromJson(
    warehouse,
    'meta_column',
    { model: 'varchar', column_name: 'varchar', type: 'varchar', about: 'varchar', personal: 'boolean' },
    columns.map((column) => {
      const spec = specs.get(column.table_name)?.columns[column.column_name];
      return {
        model: column.table_name,
        column_name: column.column_name,
        type: column.data_type,
        about: spec?.about ?? '',
        personal: spec?.personal ?? false,
      };
    }),
  );
  await tableFromJson(
    warehouse,
    'meta_timing',
    { model: 'varchar', rows: 'bigint', ms: 'bigint' },
    tables.map(({ name, rows, ms }) => ({ model: name, rows, ms })),
  );
  await tableFromJson(
    warehouse,
    'meta_check',
    {
      model: 'varchar',
      rule: 'varchar',
      kind: 'varchar',
      severity: 'varchar',
      ok: 'boolean',
      count: 'bigint',
      sample: 'json',
      ms: 'bigint',
    },
    checks,
  );
  await warehouse.run(
    `create or replace table meta_generation as
     select $1::varchar as generation, $2::timestamp as built_at, as_of, base_currency, time_zone, workspace, kind,
       data_from from config`,
    [facts.generation, facts.builtAt.toISOString().replace('T', ' ').replace('Z', '')],
  );
}
