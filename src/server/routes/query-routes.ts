import { arrowStream, batchRequest, batchResponse, type BatchResponse } from '../../contract/api/query.ts';
import { isTandemError } from '../../contract/errors.ts';
import type { Query } from '../../contract/query.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import { publicError } from '../error-response.ts';
import { answerArrow, answerQuery, type Asker } from '../queries/answer-query.ts';
import { arrowBody, type ArrowPart } from '../queries/arrow-body.ts';
import { askerOf } from '../queries/asker-of.ts';
import type { ServingLease } from '../queries/serving.ts';
import { withLease } from '../queries/with-lease.ts';
import { defineRoute } from '../routing/define-route.ts';
import { unchanged } from '../routing/entity-tag.ts';
import type { RouteContext } from '../routing/route-context.ts';

type Context = Pick<RouteContext, 'person' | 'services' | 'address'>;

function refused({ person, services, address }: Context, lease: ServingLease, name: string, error: unknown) {
  if (isTandemError(error) && error.code === 'forbidden')
    services.store.audit
      .append({
        userId: person.user.id,
        email: person.user.email,
        action: 'query',
        outcome: 'denied',
        address,
        generation: lease.generation,
        detail: { ...error.details },
      })
      .catch((cause: unknown) => services.log({ level: 'error', audit: 'query', cause: String(cause) }));
  const { status: _status, ...shown } = publicError(error, services.log, {
    route: 'POST /api/query',
    part: name,
  });
  return shown;
}

async function jsonAnswer(
  context: Context,
  lease: ServingLease,
  asker: Asker,
  queries: [string, Query][],
): Promise<BatchResponse> {
  const results = await Promise.all(
    queries.map(async ([name, query]): Promise<[string, BatchResponse['results'][string]]> => {
      try {
        return [name, await answerQuery(context.services, lease, asker, query)];
      } catch (error) {
        return [name, { error: refused(context, lease, name, error) }];
      }
    }),
  );
  return { generation: lease.generation, asOf: lease.asOf, results: Object.fromEntries(results) };
}

async function arrowAnswer(
  context: Context,
  lease: ServingLease,
  asker: Asker,
  queries: [string, Query][],
): Promise<Uint8Array<ArrayBuffer>> {
  const parts = await Promise.all(
    queries.map(async ([name, query]): Promise<ArrowPart> => {
      try {
        const { columns, source, body } = await answerArrow(context.services, lease, asker, query);
        return { head: { name, columns: [...columns], source }, body };
      } catch (error) {
        return {
          head: { name, columns: [], error: refused(context, lease, name, error) },
          body: new Uint8Array(),
        };
      }
    }),
  );
  return arrowBody(lease.generation, lease.asOf, parts);
}

export const query = defineRoute({
  method: 'post',
  path: '/api/query',
  access: 'query',
  summary:
    'All numbers of a page in one request, from one generation. Rows as JSON, or one framed Arrow body.',
  body: batchRequest,
  bodyLimit: 262_144,
  response: batchResponse,
  media: ['application/json', arrowStream],
  handle: (context) =>
    withLease(context.services, context.person.user.id, async (lease) => {
      const asker = await askerOf(context);
      const arrow = (context.headers.get('accept') ?? '').includes(arrowStream);
      const held = unchanged(context, [
        lease.generation,
        rowPolicy(asker.principal).key,
        asker.language,
        arrow,
        context.body,
      ]);
      if (held) return held;
      const queries = Object.entries(context.body.queries);
      if (!arrow) return jsonAnswer(context, lease, asker, queries);
      const body = await arrowAnswer(context, lease, asker, queries);
      return new Response(body, { headers: { 'content-type': arrowStream, 'cache-control': 'no-store' } });
    }),
});
