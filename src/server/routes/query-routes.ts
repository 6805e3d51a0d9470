import { arrowStream, batchRequest, batchResponse, type BatchResponse } from '../../contract/api/query.ts';
import { isTandemError } from '../../contract/errors.ts';
import type { Query } from '../../contract/query.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import { publicError } from '../error-response.ts';
import { answerBatch, columnsOf } from '../queries/answer-batch.ts';
import { answerArrow, answerQuery, type Asker } from '../queries/answer-query.ts';
import { arrowBody, type ArrowPart } from '../queries/arrow-body.ts';
import { arrowColumns } from '../../warehouse/arrow-columns.ts';
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
        detail: Object.fromEntries(
          Object.entries(error.details).flatMap(([key, value]) =>
            typeof value === 'object' ? [] : [[key, value]],
          ),
        ),
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
  const answers = await answerBatch(
    queries,
    (query) => answerQuery(context.services, lease, asker, query),
    (joint, query) => {
      const at = columnsOf(query, joint.columns);
      const cut = <T>(cells: readonly T[]): T[] => at.map((each) => cells[each] as T);
      return { ...joint, columns: cut(joint.columns), rows: joint.rows.map(cut) };
    },
  );
  const results = answers.map(([name, answer]): [string, BatchResponse['results'][string]] => [
    name,
    'error' in answer ? { error: refused(context, lease, name, answer.error) } : answer.value,
  ]);
  return { generation: lease.generation, asOf: lease.asOf, results: Object.fromEntries(results) };
}

async function arrowAnswer(
  context: Context,
  lease: ServingLease,
  asker: Asker,
  queries: [string, Query][],
): Promise<Uint8Array<ArrayBuffer>> {
  const answers = await answerBatch(
    queries,
    (query) => answerArrow(context.services, lease, asker, query),
    (joint, query) => {
      const at = columnsOf(query, joint.columns);
      return {
        ...joint,
        columns: at.map((each) => joint.columns[each] as (typeof joint.columns)[number]),
        body: arrowColumns(joint.body, at),
      };
    },
  );
  const parts = answers.map(([name, answer]): ArrowPart =>
    'error' in answer
      ? {
          head: { name, columns: [], error: refused(context, lease, name, answer.error) },
          body: new Uint8Array(),
        }
      : {
          head: { name, columns: [...answer.value.columns], source: answer.value.source },
          body: answer.value.body,
        },
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
