import { identifier } from '../../src/warehouse/quote.ts';
import type { ObjectContract } from './contract.ts';

export const rowHashAlgorithm = 'duckdb hash(columns in contract order, deleted flag), 64 bit';

/** 64-bit hash over the typed values of a row. */
export const rowHashSql = (contract: ObjectContract): string =>
  `hash(${[...contract.columns.map((column) => identifier(column.name)), '_deleted'].join(', ')})`;

/** The key as text; parts of a composite key are joined by `|`. */
export function keySql(contract: ObjectContract): string {
  if (contract.keyIsRowHash) return `printf('%016x', ${rowHashSql(contract)})`;
  return contract.keyColumns.map((name) => `${identifier(name)}::varchar`).join(` || '|' || `);
}

/** What the row hash of duplicates is grouped by: cheap and as distinct as the key. */
export const keyGroupSql = (contract: ObjectContract): string =>
  contract.keyIsRowHash ? rowHashSql(contract) : `hash(${contract.keyColumns.map(identifier).join(', ')})`;

/** When the version was true at the source; without a cursor, `fallback` (extract date or load time). */
export function cursorSql(contract: ObjectContract, fallback: string): string {
  const columns = (contract.spec.cursor ?? []).map((name) =>
    contract.columns.find((column) => column.name === name)?.kind === 'integer'
      ? `make_timestamp(${identifier(name)} * 1000000)`
      : `${identifier(name)}::timestamp`,
  );
  if (columns.length === 0) return fallback;
  return columns.length === 1 ? (columns[0] ?? fallback) : `coalesce(${columns.join(', ')})`;
}
