import './engine-memory.ts';
import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from 'duckdb';
import { type PreparedStatement, preparedStatement } from './prepared-statement.ts';
import { queryError } from './query-error.ts';
import type { Parameters, Row } from './statement.ts';

export type { Parameters, Row } from './statement.ts';

export interface OpenOptions {
  /** A file, or nothing for a database in memory. */
  readonly path?: string;
  readonly readOnly?: boolean;
  readonly threads?: number;
  /** For example `4GB`. */
  readonly memoryLimit?: string;
  readonly tempDirectory?: string;
  /** Memory that is kept for the next table when one is dropped, for work that goes table by table. */
  readonly keptMemory?: string;
}

/** One connection to one DuckDB. Nothing outside src/warehouse imports the client. */
export interface Warehouse {
  /** Runs one or more statements and forgets the result. */
  run(sql: string, parameters?: Parameters): Promise<void>;
  /** Rows as plain values: integers and doubles as numbers, decimals and dates as strings unless cast in SQL. */
  rows<T extends Row = Row>(sql: string, parameters?: Parameters): Promise<T[]>;
  /** A small statement that is asked again and again, kept prepared until this connection closes. */
  prepared(sql: string): PreparedStatement;
  /** Cancels what runs now; the connection stays usable. */
  interrupt(): void;
  /** A further connection to the same database. */
  fork(): Promise<Warehouse>;
  /** Closes this connection; the last one of an opening also closes the file, which may then be renamed. */
  close(): void;
  readonly connection: DuckDBConnection;
}

const settings = (options: OpenOptions): Record<string, string> => ({
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  // Files of today's form: measured on the demo's facts, 15 % less processor time to write and 4 % smaller.
  storage_compatibility_version: 'latest',
  ...(options.readOnly === true ? { access_mode: 'READ_ONLY' } : {}),
  ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
  ...(options.memoryLimit === undefined ? {} : { memory_limit: options.memoryLimit }),
  ...(options.keptMemory === undefined
    ? {}
    : {
        block_allocator_memory: options.keptMemory,
        allocator_flush_threshold: options.keptMemory,
        allocator_bulk_deallocation_flush_threshold: options.keptMemory,
      }),
  ...(options.tempDirectory === undefined ? {} : { temp_directory: options.tempDirectory }),
});

/**
 * Opens a database. Files go through the instance cache: two instances of one file in one process
 * would silently lose data.
 */
export async function openWarehouse(options: OpenOptions = {}): Promise<Warehouse> {
  const instance =
    options.path === undefined
      ? await DuckDBInstance.create(':memory:', settings(options))
      : await DuckDBInstance.fromCache(options.path, settings(options));
  const warehouse = await connect(instance, { open: 0 });
  await warehouse.run(`set global timezone = 'UTC'`);
  return warehouse;
}

async function connect(instance: DuckDBInstance, users: { open: number }): Promise<Warehouse> {
  const connection = await instance.connect();
  users.open += 1;
  let closed = false;
  return {
    connection,
    async run(sql, parameters) {
      try {
        await connection.run(sql, parameters as Record<string, DuckDBValue>);
      } catch (error) {
        throw queryError(error, sql);
      }
    },
    async rows<T extends Row>(sql: string, parameters?: Parameters) {
      try {
        const reader = await connection.runAndReadAll(sql, parameters as Record<string, DuckDBValue>);
        return reader.getRowObjectsJson() as T[];
      } catch (error) {
        throw queryError(error, sql);
      }
    },
    prepared: (sql) => preparedStatement(connection, sql),
    interrupt: () => connection.interrupt(),
    fork: () => connect(instance, users),
    close() {
      if (closed) return;
      closed = true;
      connection.closeSync();
      users.open -= 1;
      if (users.open === 0) instance.closeSync();
    },
  };
}
