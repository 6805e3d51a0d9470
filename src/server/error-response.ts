import { randomBytes } from 'node:crypto';
import type { ErrorResponse } from '../contract/api/error.ts';
import { isTandemError, TandemError } from '../contract/errors.ts';
import { QueryError } from '../warehouse/query-error.ts';
import type { Log } from './log.ts';
import { publicDetails } from './public-details.ts';

/** What a caller may know of an error: its code, its details and an id. The rest is in the log under that id. */
export function publicError(
  error: unknown,
  log: Log,
  about: Readonly<Record<string, unknown>> = {},
): ErrorResponse['error'] & { status: number } {
  const id = randomBytes(6).toString('hex');
  const known = isTandemError(error)
    ? error
    : new TandemError(error instanceof QueryError ? 'query_failed' : 'internal', {}, { cause: error });
  if (known.status >= 500) {
    const cause = known === error ? (known.cause ?? known) : error;
    log({
      level: 'error',
      id,
      code: known.code,
      ...about,
      cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
    });
  }
  return { code: known.code, details: publicDetails(known.details), id, status: known.status };
}

/** [API-5] */
export function errorResponse(error: unknown, log: Log, about: Readonly<Record<string, unknown>>): Response {
  const { status, ...body } = publicError(error, log, about);
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  };
  if (typeof body.details['seconds'] === 'number') headers['retry-after'] = String(body.details['seconds']);
  return new Response(JSON.stringify({ error: body } satisfies ErrorResponse), { status, headers });
}
