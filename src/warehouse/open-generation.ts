import { encodeArrow } from './arrow.ts';
import { connectionPool } from './connection-pool.ts';
import { type FairQueue } from './fair-queue.ts';
import { openWarehouse, type Parameters, type Warehouse } from './open.ts';

export interface ServingOptions {
  /** Engine threads; default all, and one where no table is big. */
  readonly threads?: number;
  /** Default 4GB. */
  readonly memoryLimit?: string;
  /** A statement running longer is interrupted; default 30,000 ms. */
  readonly timeout?: number;
  /** Statements over big tables that may run at once; default 2. */
  readonly heavyPlaces?: number;
  /** A table of at least this many rows is big; default 100,000. */
  readonly bigTable?: number;
}

export type CellValue = string | number | boolean | null;

export interface TableAnswer {
  readonly columns: { name: string; type: string }[];
  /** Decimals, 64-bit integers and dates as text. */
  readonly rows: CellValue[][];
}

/** A result that is turned into values block by block, as fast as it is taken. */
export interface RowBlocks {
  /** Rows in all blocks. */
  readonly rows: number;
  readonly blocks: AsyncIterableIterator<CellValue[][]>;
}

export interface StatementOptions {
  /** Whose turn it takes when big statements queue. */
  readonly person?: string;
  /** Stops the statement, for a caller that went away: the promise rejects. */
  readonly signal?: AbortSignal;
}

/** One generation file, open for reading and for nothing else. */
export interface OpenGeneration {
  readonly generation: string;
  readonly asOf: string;
  readonly tables: ReadonlySet<string>;
  rows(sql: string, parameters?: Parameters, options?: StatementOptions): Promise<TableAnswer>;
  arrow(sql: string, parameters?: Parameters, options?: StatementOptions): Promise<Uint8Array>;
  /**
   * One statement, read in blocks of a few thousand rows. The engine keeps its result, packed, until the last block
   * is read; its place in the queue and its time limit end with the statement, so a slow reader holds up nobody.
   */
  stream(sql: string, parameters?: Parameters, options?: StatementOptions): Promise<RowBlocks>;
  /** Resolves when the last statement has ended and the file is free. */
  close(): Promise<void>;
}

/**
 * Opens a published file read-only, without access to any other file or to settings. Each statement gets a
 * connection of its own, a time limit and, when it names a big table, a place in the queue.
 */
export async function openGeneration(
  file: string,
  queue: FairQueue,
  { threads, memoryLimit = '4GB', timeout = 30_000, bigTable = 100_000 }: ServingOptions = {},
): Promise<OpenGeneration> {
  const owner = await openWarehouse({
    path: file,
    readOnly: true,
    memoryLimit,
    ...(threads === undefined ? {} : { threads }),
  });
  const connections = connectionPool(owner, timeout);
  try {
    await owner.run('set enable_external_access = false');
    const [facts] = await owner.rows<{ generation: string; as_of: string }>(
      'select generation, as_of::varchar as as_of from meta_generation',
    );
    if (!facts) throw new Error(`${file} holds no generation`);
    const sizes = await owner.rows<{ name: string; size: number }>(
      'select table_name as name, estimated_size::double as size from duckdb_tables()',
    );
    const big = sizes.filter((table) => table.size >= bigTable).map((table) => table.name);
    // A table below the size of a row group is read in one piece: a second thread finds nothing to do, and waking it costs
    // a short statement as much again (measured: 13 against 8 ms of processor time). Other statements use the other cores.
    if (threads === undefined && big.length === 0) await owner.run('set threads = 1');
    await owner.run('set lock_configuration = true');
    const namesBig = big.length === 0 ? /^\b$/ : new RegExp(`\\b(${big.join('|')})\\b`, 'i');

    const placed = <T>(
      sql: string,
      { person = '', signal }: StatementOptions,
      work: (connection: Warehouse) => Promise<T>,
    ): Promise<T> => {
      const run = (): Promise<T> => connections.run(sql, work, signal);
      return namesBig.test(sql) ? queue.run(person, run) : run();
    };

    return {
      generation: facts.generation,
      asOf: facts.as_of,
      tables: new Set(sizes.map((table) => table.name)),
      rows: (sql, parameters, options = {}) =>
        placed(sql, options, async ({ connection }) => {
          const reader = await connection.runAndReadAll(sql, parameters as never);
          const types = reader.columnTypes();
          return {
            columns: reader.columnNames().map((name, at) => ({ name, type: String(types[at]) })),
            rows: reader.getRowsJson() as CellValue[][],
          };
        }),
      arrow: (sql, parameters, options = {}) =>
        placed(sql, options, (connection) => encodeArrow(connection, sql, parameters)),
      stream: (sql, parameters, options = {}) =>
        placed(sql, options, async ({ connection }) => {
          const result = await connection.run(sql, parameters as never);
          return {
            rows: result.rowCount,
            blocks: result.yieldRowsJson() as AsyncIterableIterator<CellValue[][]>,
          };
        }),
      close: () => connections.close(),
    };
  } catch (error) {
    await connections.close();
    throw error;
  }
}
