import { noAnswer } from './no-answer.ts';
import { TandemError, type ErrorDetails } from '../../../src/contract/errors.ts';
import type { Reason } from '../../../src/contract/reasons.ts';

/** Where a Tryton server is and who reads it. */
export interface TrytonAddress {
  readonly source: string;
  readonly url: string;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

export type TrytonDomain = readonly unknown[];
export type TrytonRecord = Readonly<Record<string, unknown>>;

/** A signed-in session. Every call carries the user's own context (company, language). */
export interface TrytonClient {
  count(model: string): Promise<number>;
  searchRead(
    model: string,
    query: { domain: TrytonDomain; fields: readonly string[]; limit: number },
  ): Promise<TrytonRecord[]>;
  searchIds(model: string, query: { after: number; limit: number }): Promise<number[]>;
  read(
    model: string,
    ids: readonly number[],
    fields: readonly string[],
    context: TrytonRecord,
  ): Promise<TrytonRecord[]>;
  /** Makes records, all or none, and returns their ids. */
  create(model: string, values: readonly TrytonRecord[]): Promise<number[]>;
  /** Writes if the record is as it was at `timestamp` (its `_timestamp`); else `source_refused`, fault ConcurrencyException. */
  write(model: string, id: number, values: TrytonRecord, timestamp: string): Promise<void>;
  /** Id of the signed-in user and their language (`en`, `zh_CN`). */
  readonly user: { readonly id: number; readonly language: string };
  close(): Promise<void>;
}

export interface ClientOptions {
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
  /** Waits before asking again after "too many requests". */
  readonly waits?: readonly number[];
}

const order = [['id', 'ASC']];
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/**
 * Signs in over JSON-RPC (Tryton 6.0). Throws `source_unreachable` when nothing answers as a Tryton would and
 * `source_refused` when it answers no: wrong password, unknown database, forbidden model, rate limit; a rule of the server's own that was
 * broken is in `details.fault`.
 */
export async function openTryton(address: TrytonAddress, options: ClientOptions = {}): Promise<TrytonClient> {
  const { fetch: send = fetch, timeoutMs = 60_000, waits = [500, 2_000, 5_000] } = options;
  const endpoint = `${address.url.replace(/\/+$/, '')}/${encodeURIComponent(address.database)}/`;
  let session = '';
  let next = 0;

  const { source, url } = address;
  const refused = (why: Reason, details: ErrorDetails = {}): TandemError =>
    new TandemError('source_refused', { source, url, ...details, ...why });
  const unreachable = (why: Reason, cause?: unknown): TandemError =>
    new TandemError('source_unreachable', { source, url, ...why }, { cause });

  async function post(method: string, parameters: readonly unknown[]): Promise<Response> {
    for (let attempt = 0; ; attempt++) {
      let response: Response;
      try {
        response = await send(endpoint, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(session === ''
              ? {}
              : { authorization: `Session ${Buffer.from(session).toString('base64')}` }),
          },
          body: JSON.stringify({ id: next++, method, params: parameters }),
          signal: AbortSignal.timeout(timeoutMs),
        });
      } catch (error) {
        throw unreachable(noAnswer(error), error);
      }
      const wait = response.status === 429 && session !== '' ? waits[attempt] : undefined;
      if (wait === undefined) return response;
      await pause(wait);
    }
  }

  async function rpc(method: string, ...parameters: readonly unknown[]): Promise<unknown> {
    const response = await post(method, parameters);
    if (response.status === 401)
      throw refused({ reason: session === '' ? 'wrong_password' : 'session_ended' });
    if (response.status === 403) throw refused({ reason: 'not_allowed', method });
    if (response.status === 404) throw refused({ reason: 'no_database', database: address.database });
    if (response.status === 429) throw refused({ reason: 'too_many_requests' });
    let answer: unknown;
    try {
      answer = await response.json();
    } catch (error) {
      throw unreachable({ reason: 'not_tryton', status: response.status }, error);
    }
    if (typeof answer !== 'object' || answer === null || !response.ok)
      throw unreachable({ reason: 'http_status', status: response.status });
    if ('error' in answer) {
      const [fault] = Array.isArray(answer.error) ? (answer.error as unknown[]) : [];
      const said = JSON.stringify(answer.error).slice(0, 300);
      throw refused({ reason: 'server_fault', method, said }, { fault: String(fault) });
    }
    return 'result' in answer ? answer.result : answer;
  }

  const login = await rpc('common.db.login', address.user, { password: address.password }, 'en');
  if (!Array.isArray(login) || login.length < 2) throw refused({ reason: 'wrong_password' });
  session = `${address.user}:${String(login[0])}:${String(login[1])}`;
  const preferences = (await rpc('model.res.user.get_preferences', true, {})) as TrytonRecord;
  // Archived records are records too: without this a search leaves them out and they would look deleted.
  const context = { ...preferences, active_test: false };

  return {
    count: async (model) => Number(await rpc(`model.${model}.search_count`, [], context)),
    searchRead: async (model, { domain, fields, limit }) =>
      (await rpc(`model.${model}.search_read`, domain, 0, limit, order, fields, context)) as TrytonRecord[],
    searchIds: async (model, { after, limit }) =>
      (await rpc(`model.${model}.search`, [['id', '>', after]], 0, limit, order, context)) as number[],
    read: async (model, ids, fields, extra) =>
      (await rpc(`model.${model}.read`, ids, fields, { ...context, ...extra })) as TrytonRecord[],
    create: async (model, values) => (await rpc(`model.${model}.create`, values, context)) as number[],
    write: async (model, id, values, timestamp) => {
      await rpc(`model.${model}.write`, [id], values, {
        ...context,
        _timestamp: { [`${model},${id}`]: timestamp },
      });
    },
    user: {
      id: Number(login[0]),
      language: typeof preferences.language === 'string' ? preferences.language : 'en',
    },
    async close() {
      await rpc('common.db.logout').catch(() => undefined);
    },
  };
}
