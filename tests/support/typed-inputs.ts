import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createIdentityTables } from '../../pipelines/identity/step-tables.ts';
import { type CanonicalEntity } from '../../pipelines/publish/canonical.ts';
import { emptyEntity } from '../../pipelines/publish/build-staging.ts';
import { createConfigTable } from '../../pipelines/publish/config-table.ts';
import { loadReferenceTables } from '../../pipelines/publish/reference-tables.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { identifier } from '../../src/warehouse/quote.ts';

/** What the load leaves in every generation (SEAMS of the lake): enough shape for a model to read. */
const etlTables = {
  etl_batch:
    'batch varchar, source varchar, object varchar, file varchar, sha256 varchar, bytes bigint, loaded_at timestamp, contract_hash varchar, n_rows bigint, n_new bigint, n_changed bigint, n_unchanged bigint, n_rejected bigint, min_cursor timestamp, max_cursor timestamp',
  etl_watermark: 'source varchar, object varchar, cursor_max timestamp, loaded_at timestamp',
  etl_source: 'source varchar, system varchar, role varchar, path varchar, objects varchar[]',
};

/** `config`, `ref_*`, `etl_*`, the tables of the identity step and an empty `int_*` for every canonical entity. */
export async function createTypedInputs(
  warehouse: Warehouse,
  entities: readonly CanonicalEntity[],
): Promise<void> {
  await loadReferenceTables(warehouse);
  for (const [table, columns] of Object.entries(etlTables))
    await warehouse.run(`create table ${table} (${columns})`);
  await createIdentityTables(warehouse);
  for (const entity of entities)
    await warehouse.run(`create table int_${entity.entity} as ${emptyEntity(entity)}`);
  await createConfigTable(
    warehouse,
    {
      name: 'Test',
      kind: 'real',
      base_currency: 'CNY',
      time_zone: 'UTC',
      as_of: '2026-06-30',
      fiscal: { first_month: 1 },
      lost_after_days: 180,
      keep_generations: 5,
    },
    entities,
  );
}

interface SystemFile {
  objects: Record<string, { columns: Record<string, { type?: string } | string> }>;
}

const engineType = (type: string): string =>
  type === 'id' || type === 'text' ? 'varchar' : type === 'integer' ? 'bigint' : type;

/** An empty typed table, and its history, for every object a system declares. */
export async function createTypedObjects(
  warehouse: Warehouse,
  folder: string,
  schema: string,
): Promise<void> {
  const system = parse(readFileSync(join(folder, 'system.yaml'), 'utf8')) as SystemFile;
  await warehouse.run(`create schema ${identifier(schema)}`);
  for (const [object, { columns }] of Object.entries(system.objects)) {
    const own = Object.entries(columns).map(
      ([name, spec]) =>
        `${identifier(name)} ${engineType(typeof spec === 'string' ? spec : (spec.type ?? 'text'))}`,
    );
    const all = `${own.join(', ')}, _key varchar, _cursor timestamp, _is_deleted boolean, _batch varchar, _line bigint, _row_hash ubigint`;
    for (const table of [object, `${object}__history`])
      await warehouse.run(`create table ${identifier(schema)}.${identifier(table)} (${all})`);
  }
}
