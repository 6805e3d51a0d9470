import type { ErrorResponse } from '../../contract/api/error.ts';
import { ApiError } from './api-error.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** What the rest of the app hears about the connection. */
export const apiEvents: { signedOut: () => void; reachable: (yes: boolean) => void } = {
  signedOut: () => undefined,
  reachable: () => undefined,
};

const refuse = async (response: Response): Promise<never> => {
  let body: Partial<ErrorResponse> = {};
  try {
    body = (await response.json()) as Partial<ErrorResponse>;
  } catch {
    // A proxy's or a crashed server's page: no JSON, the status says all there is.
  }
  const code = body.error?.code ?? (response.status >= 502 ? 'offline' : 'internal');
  if (response.status === 401 && code === 'not_signed_in') apiEvents.signedOut();
  throw new ApiError(code, response.status, body.error?.details ?? {}, body.error?.id);
};

/** Sends one request. Errors: `ApiError` with the server's code, or `offline` when nothing answered. */
export const send = async (
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Response> => {
  const headers: Record<string, string> = {};
  if (method !== 'GET') headers['x-tandem-csrf'] = '1';
  if (body !== undefined) headers['content-type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    apiEvents.reachable(false);
    throw new ApiError('offline', 0, {}, undefined, { cause });
  }
  apiEvents.reachable(true);
  return response.ok ? response : refuse(response);
};

/** Reads JSON of the type the contract gives the route. */
export const getJson = async <T>(path: string, signal?: AbortSignal): Promise<T> =>
  (await (await send('GET', path, undefined, signal)).json()) as T;

export const sendJson = async <T>(
  method: Exclude<Method, 'GET'>,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> => (await (await send(method, path, body, signal)).json()) as T;
