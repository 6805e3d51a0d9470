import { existsSync } from 'node:fs';
import { identifier, literal } from '../../src/warehouse/quote.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { batchPaths, rowFiles, type Manifest } from './batch-files.ts';
import { lostColumns, tellLost } from './lost-columns.ts';
import { orphanSql, versionsThatCount, type LakeObject } from './resolve-object.ts';
import { fileList } from './stored-rows.ts';
import { jsonSql } from './write-batch.ts';

export interface SourceLine {
  readonly source: string;
  readonly system: string;
  readonly role: string;
  readonly path: string;
  readonly objects: string;
}

type Value = string | number | null;

const sqlValue = (value: Value): string =>
  value === null ? 'null' : typeof value === 'number' ? String(value) : literal(value);

async function createTable(
  warehouse: Warehouse,
  name: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly (readonly Value[])[],
): Promise<void> {
  const types = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
  await warehouse.run(`create or replace table main.${name} (${types.join(', ')})`);
  for (let at = 0; at < rows.length; at += 500) {
    await warehouse.run(
      `insert into main.${name} values ${rows
        .slice(at, at + 500)
        .map((row) => `(${row.map(sqlValue).join(', ')})`)
        .join(', ')}`,
    );
  }
}

/** Writes etl_batch, etl_quarantine, etl_schema_change, etl_watermark, etl_warning, etl_current and etl_source into `main`. */
export async function writeLoadTables(
  warehouse: Warehouse,
  objects: readonly LakeObject[],
  sources: readonly SourceLine[],
  catalog: string,
): Promise<void> {
  // One transaction: a commit for each of some hundred small inserts takes longer than the inserts.
  await warehouse.run('begin');
  try {
    await fillLoadTables(warehouse, objects, sources, catalog);
    await warehouse.run('commit');
  } catch (error) {
    await warehouse.run('rollback').catch(() => undefined);
    throw error;
  }
}

async function fillLoadTables(
  warehouse: Warehouse,
  objects: readonly LakeObject[],
  sources: readonly SourceLine[],
  catalog: string,
): Promise<void> {
  const loaded = objects.flatMap((object) => object.active).filter((one) => one.status === 'loaded');
  await writeBatches(warehouse, objects);
  await createTable(
    warehouse,
    'etl_source',
    { source: 'varchar', system: 'varchar', role: 'varchar', path: 'varchar', objects: 'varchar' },
    sources.map((one) => [one.source, one.system, one.role, one.path, one.objects]),
  );
  await createTable(
    warehouse,
    'etl_watermark',
    { source: 'varchar', object: 'varchar', cursor_max: 'timestamp', loaded_at: 'timestamp' },
    objects
      .filter((one) => one.active.some((batch) => batch.status === 'loaded'))
      .map((object) => [
        object.source,
        object.contract.object,
        newest(object.active, 'maxCursor'),
        newest(object.active, 'loadedAt'),
      ]),
  );
  await createTable(
    warehouse,
    'etl_warning',
    {
      source: 'varchar',
      object: 'varchar',
      rule: 'varchar',
      column_name: 'varchar',
      n_rows: 'bigint',
      sample: 'varchar',
    },
    loaded.flatMap((one) =>
      one.warnings.map((warning) => [
        one.source,
        one.object,
        warning.rule,
        warning.column,
        warning.count,
        '',
      ]),
    ),
  );
  await writeQuarantine(warehouse, objects);
  for (const object of objects) await reportOrphans(warehouse, object, objects, catalog);
  await writeCurrent(warehouse, objects, catalog);
}

/** etl_current: how many current rows each object has. */
async function writeCurrent(
  warehouse: Warehouse,
  objects: readonly LakeObject[],
  catalog: string,
): Promise<void> {
  await warehouse.run(
    'create or replace table main.etl_current (source varchar, object varchar, n_rows bigint)',
  );
  if (objects.length === 0) return;
  const counts = objects.map(
    ({ source, contract }) =>
      `select ${literal(source)}, ${literal(contract.object)}, count(*) from ${[catalog, source, contract.object].map(identifier).join('.')}`,
  );
  await warehouse.run(`insert into main.etl_current ${counts.join(' union all ')}`);
}

async function writeBatches(warehouse: Warehouse, objects: readonly LakeObject[]): Promise<void> {
  const manifests = objects.flatMap((object) => object.active);
  await createTable(
    warehouse,
    'etl_batch',
    {
      batch: 'varchar',
      source: 'varchar',
      object: 'varchar',
      file: 'varchar',
      sha256: 'varchar',
      bytes: 'bigint',
      loaded_at: 'timestamp',
      contract_hash: 'varchar',
      n_rows: 'bigint',
      n_new: 'bigint',
      n_changed: 'bigint',
      n_unchanged: 'bigint',
      n_rejected: 'bigint',
      min_cursor: 'timestamp',
      max_cursor: 'timestamp',
    },
    manifests.map((one) => [
      one.batch,
      one.source,
      one.object,
      one.file,
      one.sha256,
      one.bytes,
      one.loadedAt,
      one.contract,
      one.rows,
      one.new,
      one.changed,
      one.unchanged,
      one.rejected,
      one.minCursor,
      one.maxCursor,
    ]),
  );
  await createTable(
    warehouse,
    'etl_schema_change',
    {
      source: 'varchar',
      object: 'varchar',
      batch: 'varchar',
      file: 'varchar',
      kind: 'varchar',
      column_name: 'varchar',
      detail: 'varchar',
    },
    objects.flatMap(schemaChanges),
  );
}

function schemaChanges({ folder, contract, active }: LakeObject): Value[][] {
  const lost = active.some((one) => one.drift.some(({ kind }) => kind === 'missing'))
    ? lostColumns(folder, contract)
    : [];
  return active.flatMap((one) => {
    const mine = lost.filter(({ batch }) => batch === one.batch);
    return tellLost(one.drift, mine).map((drift) => [
      one.source,
      one.object,
      one.batch,
      one.file,
      drift.kind,
      drift.column,
      drift.details === undefined ? (drift.detail ?? null) : JSON.stringify(drift.details),
    ]);
  });
}

/**
 * etl_batch, etl_schema_change and etl_quarantine of some batches of a lake that is not resolved: what is loaded and
 * not published. `objects` name these batches; `all` is the whole lake, which tells orphans.
 */
export async function writePendingTables(
  warehouse: Warehouse,
  objects: readonly LakeObject[],
  all: readonly LakeObject[],
): Promise<void> {
  await writeBatches(warehouse, objects);
  await writeQuarantine(warehouse, objects);
  for (const object of objects) await quarantineOrphans(warehouse, object, all);
}

const newest = (manifests: readonly Manifest[], field: 'maxCursor' | 'loadedAt'): string | null =>
  manifests.reduce<string | null>(
    (best, one) => (best === null || (one[field] ?? '') > best ? one[field] : best),
    null,
  );

async function writeQuarantine(warehouse: Warehouse, objects: readonly LakeObject[]): Promise<void> {
  await warehouse.run(
    'create or replace table main.etl_quarantine (reject_id varchar, source varchar, object varchar, batch varchar, file varchar, line bigint, rule varchar, column_name varchar, value varchar, raw varchar, found_at timestamp)',
  );
  for (const object of objects) {
    const replayed = object.active
      .map((one) => batchPaths(object.folder, one.batch).replayed)
      .filter((file) => existsSync(file));
    const gone =
      replayed.length === 0
        ? ''
        : ` where reject_id not in (select reject_id from read_parquet(${fileList(replayed)}))`;
    for (const one of object.active.filter((batch) => batch.rejected > 0 && batch.kind === 'file')) {
      await warehouse.run(
        `insert into main.etl_quarantine select reject_id, ${[one.source, one.object, one.batch, one.file].map(literal).join(', ')}, line, rule, column_name, value, raw, ${literal(one.loadedAt)}::timestamp ` +
          `from read_parquet(${literal(batchPaths(object.folder, one.batch).rejects)})${gone}`,
      );
    }
  }
}

/** Orphans: kept rows are counted as a warning, rows left out are in the quarantine. */
async function reportOrphans(
  warehouse: Warehouse,
  object: LakeObject,
  all: readonly LakeObject[],
  catalog: string,
): Promise<void> {
  const name = object.contract.object;
  if (rowFiles(object.folder, object.active).length === 0) return;
  for (const reference of object.contract.spec.references) {
    if (reference.on_orphan !== 'keep') continue;
    const orphan = await orphanSql(warehouse, reference.column, reference.object, object, all);
    const current = `${identifier(catalog)}.${identifier(object.source)}.${identifier(name)}`;
    await warehouse.run(
      `insert into main.etl_warning select ${literal(object.source)}, ${literal(name)}, 'orphan_reference', ${literal(reference.column)}, count(*), min(${identifier(reference.column)}) from ${current} where ${orphan} having count(*) > 0`,
    );
  }
  await quarantineOrphans(warehouse, object, all);
}

async function quarantineOrphans(
  warehouse: Warehouse,
  object: LakeObject,
  all: readonly LakeObject[],
): Promise<void> {
  const whole = all.find(
    (one) => one.source === object.source && one.contract.object === object.contract.object,
  );
  const relation = await versionsThatCount(warehouse, whole ?? object, object.active);
  if (relation === undefined) return;
  const raw = jsonSql(
    object.contract.columns.map((column) => [column.name, `version.${identifier(column.name)}`]),
  );
  const name = object.contract.object;
  // Like any other rule, the first one that a row breaks is the row's.
  const before: string[] = [];
  for (const reference of object.contract.spec.references) {
    if (reference.on_orphan === 'keep') continue;
    const orphan = await orphanSql(warehouse, reference.column, reference.object, object, all);
    const first = [orphan, ...before.map((earlier) => `not coalesce(${earlier}, false)`)];
    before.push(`(${orphan})`);
    await warehouse.run(
      `insert into main.etl_quarantine select _batch || '-' || _line || '-' || ${literal(reference.column)}, ${literal(object.source)}, ${literal(name)}, _batch, etl_batch.file, _line, 'orphan_reference', ${literal(reference.column)}, ${identifier(reference.column)}::varchar, ${raw}, etl_batch.loaded_at ` +
        `from ${relation} as version left join main.etl_batch on etl_batch.batch = version._batch and etl_batch.source = ${literal(object.source)} and etl_batch.object = ${literal(name)} where ${first.join(' and ')}`,
    );
  }
}
