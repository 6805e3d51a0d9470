/** An engine error together with the statement that caused it. */
export class QueryError extends Error {
  readonly sql: string;

  constructor(message: string, sql: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'QueryError';
    this.sql = sql;
  }
}

const beforeStatement = '\n-- in --\n';

export function queryError(error: unknown, sql: string): QueryError {
  const message = error instanceof Error ? error.message : String(error);
  return new QueryError(`${message}${beforeStatement}${sql.slice(0, 4_000)}`, sql, { cause: error });
}

/** Characters of a statement that tell which one it is. */
const statementShown = 200;

/**
 * The message of a `QueryError` in one line: the first line of the engine's own and how its statement begins. Any other
 * message as it is.
 */
export function shortQueryMessage(message: string): string {
  const at = message.indexOf(beforeStatement);
  if (at < 0) return message;
  const [first = ''] = message.slice(0, at).split('\n');
  const statement = message
    .slice(at + beforeStatement.length)
    .trim()
    .replaceAll(/\s+/g, ' ');
  const shown =
    statement.length > statementShown ? `${statement.slice(0, statementShown).trimEnd()} …` : statement;
  return `${first} (${shown})`;
}
