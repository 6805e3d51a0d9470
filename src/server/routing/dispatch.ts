import type { Context } from 'hono';
import type { z } from 'zod';
import { complaintsOf } from '../../contract/complaint.ts';
import { TandemError } from '../../contract/errors.ts';
import { severalMistakes } from '../../contract/several-mistakes.ts';
import { authorise } from '../../metrics/authorise.ts';
import { nearestName } from '../../stats/nearest-name.ts';
import { readSessionCookie } from '../auth/cookie.ts';
import { findSignedIn } from '../auth/find-signed-in.ts';
import type { SignedIn } from '../auth/signed-in.ts';
import { errorResponse } from '../error-response.ts';
import { readJson } from '../security/read-json.ts';
import { checkForgery, checkSite } from '../security/same-site.ts';
import type { Services } from '../services.ts';
import { addressOf } from './address.ts';
import type { Route } from './define-route.ts';

const parse = (schema: z.ZodType | undefined, value: unknown, where: string): unknown => {
  if (!schema) {
    if (value !== undefined && Object.keys(value as object).length > 0)
      throw new TandemError('bad_request', { reason: 'nothing_expected', where });
    return {};
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const asked = { schema, value, nearest: nearestName, root: [where] };
    const found = complaintsOf(parsed.error, asked).map(({ reason }) => reason);
    throw new TandemError('bad_request', severalMistakes(found));
  }
  return parsed.data;
};

/** [API-2] Decides before anything of the request is read but its headers. Throws 401 or 403. */
async function admit(
  route: Route,
  services: Services,
  headers: Headers,
  address: string,
): Promise<SignedIn | undefined> {
  if (route.access === 'public') {
    services.limits.calls.take(`address ${address}`);
    return undefined;
  }
  const token = readSessionCookie(headers.get('cookie'));
  const person = token === undefined ? undefined : await findSignedIn(services, token);
  if (!person) {
    services.limits.calls.take(`address ${address}`);
    throw new TandemError('not_signed_in');
  }
  services.limits.calls.take(`user ${person.user.id}`);
  if (route.access !== 'self' && !authorise(person.principal, route.access)) {
    await services.store.audit.append({
      userId: person.user.id,
      email: person.user.email,
      action: route.access,
      outcome: 'denied',
      address,
      detail: { route: route.id },
    });
    throw new TandemError('forbidden', { action: route.access });
  }
  return person;
}

/** Nobody reads this: the caller hung up, and what was under way for them was stopped. */
const gone = (): Response => new Response(null, { status: 499 });

/** Runs one route for one request: forgery check, access, limits, input, handler, answer. */
export const dispatch =
  (route: Route, services: Services) =>
  async (context: Context): Promise<Response> => {
    const { req } = context;
    const address = addressOf(context.env);
    try {
      if (route.method === 'get') checkSite(req.raw.headers);
      else checkForgery(req.raw.headers, req.header('host') ?? new URL(req.url).host);
      const person = await admit(route, services, req.raw.headers, address);
      const answered = new Headers({ 'cache-control': 'no-store' });
      const result = await route.handle({
        params: parse(route.params, req.param(), 'path'),
        query: parse(route.query, req.query(), 'address'),
        body: route.body
          ? parse(route.body, await readJson(req.raw, route.bodyLimit ?? 65_536), 'body')
          : undefined,
        get person(): SignedIn {
          if (!person) throw new TandemError('not_signed_in');
          return person;
        },
        services,
        address,
        headers: req.raw.headers,
        signal: req.raw.signal,
        setHeader: (name, value) => answered.set(name, value),
      });
      if (result instanceof Response) return result;
      const body = services.checkAnswers ? route.response.parse(result) : result;
      answered.set('content-type', 'application/json; charset=utf-8');
      return new Response(JSON.stringify(body), { status: route.status ?? 200, headers: answered });
    } catch (error) {
      if (req.raw.signal.aborted) return gone();
      return errorResponse(error, services.log, { route: route.id });
    }
  };
