/** Codes of a connection that failed, and what each comes down to: a reason that has a text (`reason.<code>`). */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody_answers',
  ENOTFOUND: 'unknown_host',
  EAI_AGAIN: 'unknown_host',
  ECONNRESET: 'connection_lost',
  EPIPE: 'connection_lost',
  UND_ERR_SOCKET: 'connection_lost',
  TimeoutError: 'timed_out',
  ETIMEDOUT: 'timed_out',
  UND_ERR_CONNECT_TIMEOUT: 'timed_out',
};

/** Why a request had no answer; in the words of the network where it is none of the usual reasons. */
export function noAnswer(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
  return reasons[code] ?? (cause instanceof Error ? cause.message : error.message);
}
