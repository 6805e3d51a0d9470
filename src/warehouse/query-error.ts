/** An engine error together with the statement that caused it. */
export class QueryError extends Error {
  readonly sql: string;

  constructor(message: string, sql: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'QueryError';
    this.sql = sql;
  }
}

export function queryError(error: unknown, sql: string): QueryError {
  const message = error instanceof Error ? error.message : String(error);
  return new QueryError(`${message}\n-- in --\n${sql.slice(0, 4_000)}`, sql, { cause: error });
}
