import { TandemError } from '../../src/contract/errors.ts';
import { identifier, literal } from '../../src/warehouse/quote.ts';
import { tableReads } from '../../src/warehouse/table-reads.ts';
import { type BuildContext, type BuiltTable, createTable, stagingTable, useSource } from './build-context.ts';
import { type CanonicalEntity, lineageColumns } from './canonical.ts';
import { mappingError } from './mapping-error.ts';
import type { MappingFile } from './mapping-files.ts';

const allColumns = (entity: CanonicalEntity): Record<string, string> => ({
  ...lineageColumns,
  ...entity.columns,
});

/**
 * The SELECT that gives a mapping's rows the canonical shape: every column of the entity, in order, cast.
 * A column the mapping leaves out is NULL; one the entity does not know is an error.
 */
export async function stagingSelect(
  context: BuildContext,
  source: string,
  mapping: MappingFile,
  entity: CanonicalEntity,
): Promise<string> {
  const { file } = mapping;
  if (mapping.sql.trim() === '') throw new TandemError('bad_system', { file, reason: 'mapping_empty' });
  // In brackets nothing but one SELECT is accepted; they stand on a line of their own.
  const given = await context.warehouse
    .rows<{ column_name: string }>(`describe select * from (\n${mapping.sql}\n)`)
    .catch((error: unknown) => {
      throw mappingError(error, mapping, 1);
    });
  const names = new Set(given.map((column) => column.column_name));
  const columns = allColumns(entity);
  for (const name of names)
    if (!(name in columns) && name !== '_source')
      throw new TandemError('bad_system', {
        file,
        reason: 'mapping_foreign_column',
        column: name,
        entity: entity.entity,
        known: Object.keys(columns).join(', '),
      });
  for (const name of Object.keys(lineageColumns))
    if (!names.has(name))
      throw new TandemError('bad_system', { file, reason: 'mapping_lineage', column: name });
  const list = Object.entries(columns).map(([name, type]) =>
    names.has(name)
      ? `cast(${identifier(name)} as ${type}) as ${identifier(name)}`
      : `cast(null as ${type}) as ${identifier(name)}`,
  );
  return `select ${literal(source)} as _source, ${list.join(', ')} from (${mapping.sql}\n)`;
}

/** The typed empty table of an entity, as a SELECT. */
export const emptyEntity = (entity: CanonicalEntity): string =>
  `select cast(null as varchar) as _source, ${Object.entries(allColumns(entity))
    .map(([name, type]) => `cast(null as ${type}) as ${identifier(name)}`)
    .join(', ')} where false`;

/** Makes stg_<source>__<entity> for each mapping of one source. */
export async function buildStaging(
  context: BuildContext,
  source: string,
  mappings: readonly MappingFile[],
  entities: ReadonlyMap<string, CanonicalEntity>,
): Promise<BuiltTable[]> {
  const built: BuiltTable[] = [];
  await useSource(context, source);
  for (const [at, mapping] of mappings.entries()) {
    const entity = entities.get(mapping.entity);
    if (!entity)
      throw new TandemError('bad_system', {
        file: mapping.file,
        reason: 'mapping_no_entity',
        entity: mapping.entity,
        known: [...entities.keys()].join(', '),
      });
    const name = `stg_${source}__${mapping.entity}`;
    context.progress({
      step: 'build.staging',
      state: 'progress',
      item: name,
      done: at,
      total: mappings.length,
    });
    const select = await stagingSelect(context, source, mapping, entity);
    const made = await createTable(context.warehouse, stagingTable(name), select).catch((error: unknown) => {
      throw mappingError(error, mapping);
    });
    const reads = await tableReads(context.warehouse, mapping.sql);
    built.push({
      name,
      kind: 'staging',
      grain: entity.grain,
      sql: mapping.sql,
      inputs: reads.map((read) => (read.startsWith('ref_') ? read : `${source}.${read}`)),
      ...made,
    });
  }
  return built;
}

/** Makes int_<entity>: the rows of all sources one after another, or an empty typed table when no source has any. */
export async function buildCanonical(
  context: BuildContext,
  entities: Iterable<CanonicalEntity>,
  staged: readonly BuiltTable[],
): Promise<BuiltTable[]> {
  const built: BuiltTable[] = [];
  for (const entity of entities) {
    const inputs = staged.filter((table) => table.name.endsWith(`__${entity.entity}`));
    const name = `int_${entity.entity}`;
    const select =
      inputs.length === 0
        ? emptyEntity(entity)
        : inputs.map((table) => `select * from ${stagingTable(table.name)}`).join(' union all ');
    const form = inputs.length === 0 ? 'table' : 'view';
    await context.warehouse.run(`create ${form} ${stagingTable(name)} as ${select}`);
    built.push({
      name,
      kind: 'canonical',
      grain: entity.grain,
      sql:
        inputs.length === 0 ? '' : inputs.map((table) => `select * from ${table.name}`).join('\nunion all\n'),
      inputs: inputs.map((table) => table.name),
      rows: inputs.reduce((sum, table) => sum + table.rows, 0),
      ms: 0,
    });
  }
  return built;
}
