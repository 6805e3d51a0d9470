import type { Reason } from '../../../src/contract/reasons.ts';

/** Codes of a connection that failed, and what each comes down to: a reason that has a text (`reason.<code>`). */
const reasons = {
  ECONNREFUSED: 'nobody_answers',
  ENOTFOUND: 'unknown_host',
  EAI_AGAIN: 'unknown_host',
  ECONNRESET: 'connection_lost',
  EPIPE: 'connection_lost',
  UND_ERR_SOCKET: 'connection_lost',
  TimeoutError: 'timed_out',
  ETIMEDOUT: 'timed_out',
  UND_ERR_CONNECT_TIMEOUT: 'timed_out',
} as const;

const isKnown = (code: string): code is keyof typeof reasons => Object.hasOwn(reasons, code);

/** Why a request had no answer; with the words of the network where it is none of the usual reasons. */
export function noAnswer(error: unknown): Reason {
  if (!(error instanceof Error)) return { reason: 'no_answer', said: String(error) };
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
  if (isKnown(code)) return { reason: reasons[code] };
  return { reason: 'no_answer', said: cause instanceof Error ? cause.message : error.message };
}
