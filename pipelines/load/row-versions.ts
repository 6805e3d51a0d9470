import { identifier } from '../../src/warehouse/quote.ts';
import type { ObjectContract } from './contract.ts';
import { cursorSql, keySql, rowHashSql } from './row-sql.ts';

/** Which rows of `stage` are stored, and how. */
export interface RowVersions {
  readonly contract: ObjectContract;
  readonly classified: { readonly dropped: boolean; readonly compared: boolean };
  readonly fallbackCursor: string;
  /** SQL of a stage row's line. */
  readonly lineSql: string;
}

/**
 * Small dictionaries, delta coding, light compression and no bloom filters: half the processor time of the defaults.
 * Keys are mostly distinct, for them a dictionary is work thrown away.
 */
export const parquetOptions =
  '(format parquet, parquet_version v2, compression lz4_raw, dictionary_size_limit 3000, write_bloom_filter false)';

const stored = ({ classified }: RowVersions): string =>
  [
    '_rule is null',
    ...(classified.dropped ? ['rowid not in (select r from dropped)'] : []),
    ...(classified.compared
      ? [`rowid not in (select r from compared where state in ('unchanged', 'again'))`]
      : []),
  ].join(' and ');

/**
 * SELECT of the row versions to store. The cursor is stored only where it is not one of the columns; the batch is in
 * the name of the file.
 */
export const versionsSql = (versions: RowVersions, relation = 'stage'): string =>
  asStored(versions, relation, stored(versions));

/** [LOAD-65] SELECT of the rows that say again what was known, as row versions. */
export const againSql = (versions: RowVersions): string =>
  asStored(versions, 'stage', `rowid in (select r from compared where state = 'again')`);

function asStored(
  { contract, fallbackCursor, lineSql }: RowVersions,
  relation: string,
  which: string,
): string {
  return (
    `select ${contract.columns.map((column) => identifier(column.name)).join(', ')}, ` +
    `${contract.spec.cursor === undefined ? `${fallbackCursor} as _cursor, ` : ''}_deleted as _is_deleted, ` +
    `${lineSql} as _line, ${rowHashSql(contract)} as _row_hash from ${relation} where ${which}`
  );
}

/** Relation (k, c) of the keys and cursors of the row versions to store. */
export const keysSql = (versions: RowVersions): string =>
  `(select ${keySql(versions.contract)} as k, ${cursorSql(versions.contract, versions.fallbackCursor)} as c from stage where ${stored(versions)})`;
