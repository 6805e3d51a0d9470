import { z } from 'zod';
import { customerIdSchema } from '../../contract/api/customers.ts';
import {
  identityBandRequest,
  identityBandResponse,
  identityClusterResponse,
  identityDecidedResponse,
  identityDecideRequest,
  identityDecisionsQuery,
  identityDecisionsResponse,
  identityEntityQuery,
  identityGoldenRequest,
  identityGoldenResponse,
  identityOverviewResponse,
  identityOwnersQuery,
  identityOwnersResponse,
  identityPairQuery,
  identityPairResponse,
  identityPairsRequest,
  identityPairsResponse,
  identityPinListsResponse,
  identityPreviewRequest,
  identityPreviewResponse,
  identityThresholdRequest,
  identityThresholdResponse,
} from '../../contract/api/identity.ts';
import { isTandemError, TandemError } from '../../contract/errors.ts';
import { reviewBand } from '../identity/band.ts';
import { decide } from '../identity/decide.ts';
import { listDecisions } from '../identity/list-decisions.ts';
import { listOwners } from '../identity/list-owners.ts';
import { listPairs } from '../identity/list-pairs.ts';
import { pinLists } from '../identity/pin-lists.ts';
import { preview } from '../identity/preview.ts';
import { listGolden } from '../identity/tied/list-golden.ts';
import { listTiedPairs } from '../identity/tied/list-tied-pairs.ts';
import { previewTied } from '../identity/tied/preview-tied.ts';
import { readTiedCluster } from '../identity/tied/read-tied-cluster.ts';
import { readTiedPair } from '../identity/tied/read-tied-pair.ts';
import { tiedOverview } from '../identity/tied/tied-overview.ts';
import { readCluster } from '../identity/read-cluster.ts';
import { readOverview } from '../identity/read-overview.ts';
import { readPair } from '../identity/read-pair.ts';
import { thresholdEffect } from '../identity/threshold-effect.ts';
import { withReview } from '../identity/with-review.ts';
import { askerOf } from '../queries/asker-of.ts';
import { defineRoute } from '../routing/define-route.ts';
import type { RouteContext } from '../routing/route-context.ts';

const looked = (
  { services, person, address }: RouteContext,
  generation: string,
  detail: Readonly<Record<string, string>>,
): Promise<void> =>
  services.store.audit.append({
    userId: person.user.id,
    email: person.user.email,
    action: 'identity.read',
    outcome: 'ok',
    address,
    generation,
    detail,
  });

export const identityOverview = defineRoute({
  method: 'get',
  path: '/api/identity',
  access: 'identity.read',
  summary:
    'How customers, contacts or products of both systems meet, pairs by weight, and what waits for a person.',
  query: identityEntityQuery,
  response: identityOverviewResponse,
  handle: (context) =>
    withReview(context, (review) => {
      const { entity } = context.query;
      return entity === 'customer' ? readOverview(review) : tiedOverview(review, entity);
    }),
});

export const identityPairs = defineRoute({
  method: 'post',
  path: '/api/identity/pairs',
  access: 'identity.read',
  summary: 'Pairs of records of an entity by view, record, name and, of customers, weight.',
  body: identityPairsRequest,
  response: identityPairsResponse,
  handle: (context) =>
    withReview(context, (review) => {
      const { entity } = context.body;
      return entity === 'customer'
        ? listPairs(review, context.body)
        : listTiedPairs(review, entity, context.body);
    }),
});

export const identityGolden = defineRoute({
  method: 'post',
  path: '/api/identity/golden',
  access: 'identity.read',
  summary: 'Golden contacts or products with the records each is made of.',
  body: identityGoldenRequest,
  response: identityGoldenResponse,
  handle: (context) => withReview(context, (review) => listGolden(review, context.body)),
});

export const identityPair = defineRoute({
  method: 'get',
  path: '/api/identity/pair',
  access: 'identity.read',
  summary: 'Any two records of an entity: what speaks for and against their being one.',
  query: identityPairQuery,
  response: identityPairResponse,
  handle: (context) =>
    withReview(context, async (review) => {
      const { entity, left, right } = context.query;
      const answer =
        entity === 'customer'
          ? await readPair(review, left, right)
          : await readTiedPair(review, entity, left, right);
      await looked(context, review.lease.generation, { entity, left, right });
      return answer;
    }),
});

export const identityCluster = defineRoute({
  method: 'get',
  path: '/api/identity/clusters/:id',
  access: 'identity.read',
  summary:
    'A golden customer, contact or product, by its id, a former id or that of a record: its records and what ties them.',
  params: z.object({ id: customerIdSchema }),
  query: identityEntityQuery,
  response: identityClusterResponse,
  handle: (context) =>
    withReview(context, async (review) => {
      const { entity } = context.query;
      const answer =
        entity === 'customer'
          ? await readCluster(review, await askerOf(context), context.params.id)
          : await readTiedCluster(review, entity, context.params.id);
      await looked(context, review.lease.generation, { [entity]: answer.goldenId });
      return answer;
    }),
});

export const identityThresholdEffect = defineRoute({
  method: 'post',
  path: '/api/identity/threshold-effect',
  access: 'identity.read',
  summary: 'What other thresholds would change, before anything is changed.',
  body: identityThresholdRequest,
  response: identityThresholdResponse,
  handle: (context) =>
    withReview(context, (review) => thresholdEffect(context.services, review, context.body)),
});

export const identityBand = defineRoute({
  method: 'post',
  path: '/api/identity/band',
  access: 'identity.read',
  summary: 'Pairs of a band of weights that may be accepted at once, and how many of them are right.',
  body: identityBandRequest,
  response: identityBandResponse,
  handle: (context) => withReview(context, (review) => reviewBand(context.services, review, context.body)),
});

export const identityPreview = defineRoute({
  method: 'post',
  path: '/api/identity/preview',
  access: 'identity.decide',
  summary:
    'What decisions would change, on top of those that wait; of none, what those that wait change. Nothing is kept.',
  body: identityPreviewRequest,
  bodyLimit: 1_048_576,
  response: identityPreviewResponse,
  handle: (context) =>
    withReview(context, (review) => {
      const { decisions } = context.body;
      const entity = context.body.entity ?? decisions[0]?.entity ?? 'customer';
      if (decisions.some((each) => each.entity !== entity))
        throw new TandemError('bad_request', { reason: 'other_entity', entity });
      const { email } = context.person.user;
      return entity === 'customer'
        ? preview(context.services, review, decisions, email)
        : previewTied(context.services, review, entity, decisions, email);
    }),
});

export const identityOwners = defineRoute({
  method: 'get',
  path: '/api/identity/owners',
  access: 'identity.decide',
  summary: 'People who may be pinned as the owner of a customer, by name.',
  query: identityOwnersQuery,
  response: identityOwnersResponse,
  handle: (context) => withReview(context, (review) => listOwners(review, context.query)),
});

export const identityPinLists = defineRoute({
  method: 'get',
  path: '/api/identity/pin-lists',
  access: 'identity.decide',
  summary: 'Countries, currencies, channels and industries that may be pinned to a customer.',
  response: identityPinListsResponse,
  handle: (context) =>
    withReview(context, async ({ lease, stamp }) => ({ ...stamp, ...(await pinLists(lease)) })),
});

export const identityDecisionList = defineRoute({
  method: 'get',
  path: '/api/identity/decisions',
  access: 'identity.read',
  summary: 'What people decided about identity, newest first, and what of it waits for the next run.',
  query: identityDecisionsQuery,
  response: identityDecisionsResponse,
  handle: (context) => withReview(context, (review) => listDecisions(review, context.query)),
});

export const identityDecide = defineRoute({
  method: 'post',
  path: '/api/identity/decisions',
  access: 'identity.decide',
  summary: 'Keep decisions about identity; they hold from the next run on.',
  body: identityDecideRequest,
  bodyLimit: 1_048_576,
  response: identityDecidedResponse,
  status: 201,
  async handle(context) {
    const { services, person, body, address } = context;
    const kinds = [...new Set(body.decisions.map(({ kind }) => kind))].sort().join(', ');
    const entry = {
      userId: person.user.id,
      email: person.user.email,
      action: 'identity.decide',
      address,
    };
    try {
      const { ids, added, pending, generation } = await withReview(context, async (review) => ({
        ...(await decide(services, review, body, person.user.email)),
        generation: review.lease.generation,
      }));
      await services.store.audit.append({
        ...entry,
        outcome: 'ok',
        generation,
        detail: { kinds, asked: ids.length, added, first: ids[0] ?? '' },
      });
      return { ids, pending };
    } catch (error) {
      await services.store.audit.append({
        ...entry,
        outcome: 'failed',
        detail: { kinds, error: isTandemError(error) ? error.code : 'internal' },
      });
      throw error;
    }
  },
});
