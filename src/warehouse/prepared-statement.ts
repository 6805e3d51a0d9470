import type {
  DuckDBConnection,
  DuckDBMaterializedResult,
  DuckDBPreparedStatement,
  DuckDBValue,
} from 'duckdb';
import { queryError } from './query-error.ts';
import type { Parameters, Row } from './statement.ts';

/** One statement with parameters that is asked again and again. */
export interface PreparedStatement {
  run(parameters: Parameters): Promise<void>;
  /** As `Warehouse.rows` gives them. */
  rows<T extends Row = Row>(parameters: Parameters): Promise<T[]>;
}

/**
 * Keeps a statement prepared on its connection, which ends it when it closes: the engine reads and plans it once less each
 * time (measured on finding a session: 0.9 instead of 1.7 ms of processor time). It also keeps
 * what the statement last worked with, so this is for small ones. Asked again before it has answered, it is prepared a second time.
 */
export function preparedStatement(connection: DuckDBConnection, sql: string): PreparedStatement {
  let idle: DuckDBPreparedStatement | undefined;
  const result = async (parameters: Parameters): Promise<DuckDBMaterializedResult> => {
    const waiting = idle;
    idle = undefined;
    try {
      const statement = waiting ?? (await connection.prepare(sql));
      try {
        statement.bind(parameters as Record<string, DuckDBValue>);
        const given = await statement.run();
        idle ??= statement;
        return given;
      } finally {
        if (idle !== statement) statement.destroySync();
      }
    } catch (error) {
      throw queryError(error, sql);
    }
  };
  return {
    async run(parameters) {
      await result(parameters);
    },
    async rows<T extends Row>(parameters: Parameters) {
      return (await (await result(parameters)).getRowObjectsJson()) as T[];
    },
  };
}
