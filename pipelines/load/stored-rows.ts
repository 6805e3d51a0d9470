import { identifier } from '../../src/warehouse/quote.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { literal } from '../../src/warehouse/quote.ts';
import type { ObjectContract } from './contract.ts';
import { cursorSql } from './row-sql.ts';

/** Types of the columns of lists of files. Batches never change, so one look at a list is enough. */
const looked = new WeakMap<Warehouse, Map<string, Promise<ReadonlyMap<string, string>>>>();

export const fileList = (files: readonly string[]): string => `[${files.map(literal).join(', ')}]`;

/**
 * Relation over the row versions of batches: the contract's columns in order (those a batch lacks are null), then
 * _key, _cursor, _is_deleted, _batch, _line and _row_hash. Key and cursor are in the row already, the batch
 * is in the name of its files: they are derived here.
 */
export async function storedRows(
  warehouse: Warehouse,
  contract: ObjectContract,
  files: readonly string[],
): Promise<string> {
  const relation = `read_parquet(${fileList(files)}, union_by_name = true, filename = '_file')`;
  const stored = await columnTypes(warehouse, relation);
  const columns = contract.columns.map(({ name, sqlType }) => {
    const type = stored.get(name);
    if (type === undefined) return `null::${sqlType} as ${identifier(name)}`;
    return type === sqlType
      ? identifier(name)
      : `try_cast(${identifier(name)} as ${sqlType}) as ${identifier(name)}`;
  });
  const key = contract.keyIsRowHash
    ? `printf('%016x', _row_hash)`
    : contract.keyColumns.map((name) => `${identifier(name)}::varchar`).join(` || '|' || `);
  const own = stored.has('_cursor') ? '_cursor' : 'null::timestamp';
  const batch = `left(parse_filename(_file), 16) as _batch`;
  const inner = `select ${[...columns, '_is_deleted', batch, '_line', '_row_hash', `${own} as _stored_cursor`].join(', ')} from ${relation}`;
  return (
    `(select ${contract.columns.map(({ name }) => identifier(name)).join(', ')}, ${key} as _key, ` +
    `coalesce(${cursorSql(contract, '_stored_cursor')}, _stored_cursor) as _cursor, _is_deleted, _batch, _line, _row_hash from (${inner}))`
  );
}

function columnTypes(warehouse: Warehouse, relation: string): Promise<ReadonlyMap<string, string>> {
  const known = looked.get(warehouse) ?? new Map<string, Promise<ReadonlyMap<string, string>>>();
  looked.set(warehouse, known);
  const found =
    known.get(relation) ??
    warehouse
      .rows<{ column_name: string; column_type: string }>(`describe select * from ${relation}`)
      .then((rows) => new Map(rows.map((row) => [row.column_name, row.column_type])));
  known.set(relation, found);
  return found;
}
