import { identifier, literal } from '../../src/warehouse/quote.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { againFiles, batchPaths, rowFiles, type Manifest } from './batch-files.ts';
import { keptValues } from './kept-values.ts';
import { storedRows } from './stored-rows.ts';
import type { ObjectContract } from './contract.ts';
import { unsaidColumns } from './unsaid-columns.ts';

export interface LakeObject {
  readonly source: string;
  readonly contract: ObjectContract;
  readonly folder: string;
  readonly active: readonly Manifest[];
}

const bookkeeping = {
  _key: 'VARCHAR',
  _cursor: 'TIMESTAMP',
  _is_deleted: 'BOOLEAN',
  _batch: 'VARCHAR',
  _line: 'BIGINT',
  _row_hash: 'UBIGINT',
} as const;

/** Creates `<object>__history` and `<object>` of one object. Views where the manifests prove that no key occurs twice. */
export async function resolveObject(
  warehouse: Warehouse,
  catalog: string,
  object: LakeObject,
  all: readonly LakeObject[],
): Promise<void> {
  const schema = `${identifier(catalog)}.${identifier(object.source)}`;
  const history = `${schema}.${identifier(`${object.contract.object}__history`)}`;
  const current = `${schema}.${identifier(object.contract.object)}`;
  const files = rowFiles(object.folder, object.active);
  if (files.length === 0) {
    await warehouse.run(`create or replace table ${history} as ${emptySql(object.contract)}`);
    await warehouse.run(`create or replace view ${current} as select * from ${history}`);
    return;
  }
  const versions = await storedRows(warehouse, object.contract, files);
  const kept = await orphanFilter(warehouse, object, all);
  const several = rowFiles(
    object.folder,
    object.active.filter((one) => one.changed > 0 || one.versions !== one.keys),
  );
  const alive = `not _is_deleted${await presentFilter(warehouse, object)}`;
  const reread = againFiles(
    object.folder,
    object.active.filter((one) => one.contract !== object.contract.hash),
  );
  if (several.length + reread.length === 0) {
    await warehouse.run(`create or replace view ${history} as select * from ${versions} where ${kept}`);
    await warehouse.run(`create or replace view ${current} as select * from ${history} where ${alive}`);
    return;
  }
  const unsaid = unsaidColumns(object.contract, object.active);
  // What was known of rows said again may read otherwise by now.
  const again = unsaid.size > 0 ? againFiles(object.folder, object.active) : reread;
  const repeated = `(select distinct _key from ${await storedRows(warehouse, object.contract, [...several, ...again])})`;
  const rivals = async (): Promise<string> => {
    const all = await storedRows(warehouse, object.contract, [...files, ...again]);
    return keptValues(
      object.contract,
      unsaid,
      `(select * from ${all} where _key in (select _key from repeated))`,
    );
  };
  const among =
    unsaid.size + again.length === 0 ? 'versions where _key in (select _key from repeated)' : await rivals();
  await warehouse.run(`
    create or replace table ${history} as
    with versions as (select * from ${versions}), repeated as materialized (select * from ${repeated})
    select * from (
      select * from versions where _key not in (select _key from repeated)
      union all
      select * from (
        select * from ${among}
        qualify row_number() over (partition by _key, _cursor order by _row_hash desc) = 1
      )
    ) where ${kept}`);
  await warehouse.run(`
    create or replace table ${current} as
    with repeated as materialized (select * from ${repeated})
    select * from ${history} where _key not in (select _key from repeated) and ${alive}
    union all
    select * from (
      select * from ${history} where _key in (select _key from repeated)
      qualify row_number() over (partition by _key order by _cursor desc nulls last, _row_hash desc) = 1
    ) where ${alive}`);
}

/** Relation of the row versions of some batches of an object as they count, or undefined when there are none. */
export async function versionsThatCount(
  warehouse: Warehouse,
  { folder, active, contract }: LakeObject,
  some: readonly Manifest[],
): Promise<string | undefined> {
  const files = rowFiles(folder, some);
  if (files.length === 0) return undefined;
  const unsaid = unsaidColumns(contract, active);
  if (unsaid.size === 0) return storedRows(warehouse, contract, files);
  const all = await storedRows(warehouse, contract, [
    ...rowFiles(folder, active),
    ...againFiles(folder, active),
  ]);
  return `(select * from ${keptValues(contract, unsaid, all)} where _batch in (${some.map(({ batch }) => literal(batch)).join(', ')}))`;
}

const emptySql = ({ columns }: ObjectContract): string =>
  `select ${[
    ...columns.map((column) => `null::${column.sqlType} as ${identifier(column.name)}`),
    ...Object.entries(bookkeeping).map(([name, type]) => `null::${type} as ${name}`),
  ].join(', ')} where false`;

/** True for the rows that no quarantined orphan reference leaves out. */
async function orphanFilter(
  warehouse: Warehouse,
  object: LakeObject,
  all: readonly LakeObject[],
): Promise<string> {
  const filters: string[] = [];
  for (const reference of object.contract.spec.references.filter((one) => one.on_orphan === 'quarantine')) {
    filters.push(`not (${await orphanSql(warehouse, reference.column, reference.object, object, all)})`);
  }
  return filters.length === 0 ? 'true' : filters.join(' and ');
}

/** True for a row whose reference names a record that no batch ever held. */
export async function orphanSql(
  warehouse: Warehouse,
  column: string,
  target: string,
  object: LakeObject,
  all: readonly LakeObject[],
): Promise<string> {
  const other = all.find((one) => one.source === object.source && one.contract.object === target);
  const files = other === undefined ? [] : rowFiles(other.folder, other.active);
  const value = `${identifier(column)}::varchar`;
  if (other === undefined || files.length === 0) return `${identifier(column)} is not null`;
  return `${identifier(column)} is not null and ${value} not in (select _key from ${await storedRows(warehouse, other.contract, files)} where _key is not null)`;
}

/** For full extracts: a key that the newest extract lacks is deleted at the source. */
async function presentFilter(warehouse: Warehouse, object: LakeObject): Promise<string> {
  if (object.contract.spec.extract !== 'full') return '';
  const newest = object.active
    .filter((one) => one.kind === 'file' && one.fullExtract && one.rows > one.rejected)
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
    .at(-1);
  if (newest === undefined || object.active.filter((one) => one.kind === 'file').length === 1) return '';
  const keys = `(select _key from read_parquet(${literal(batchPaths(object.folder, newest.batch).keys)}))`;
  if (newest.keylessRejects > 0) {
    const [row] = await warehouse.rows<{ n: string }>(
      `select count(distinct _key) as n from ${await storedRows(warehouse, object.contract, rowFiles(object.folder, object.active))} where _key not in ${keys}`,
    );
    if (Number(row?.n ?? 0) <= newest.keylessRejects) return '';
  }
  return ` and _key in ${keys}`;
}

const order = (one: Manifest): string =>
  `${one.extractDate ?? one.maxCursor ?? ''} ${one.loadedAt} ${one.batch}`;
