import { z } from 'zod';
import { lineageMetricResponse, lineageRowQuery, lineageRowResponse } from '../../contract/api/lineage.ts';
import { TandemError } from '../../contract/errors.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import { metricTables } from '../../metrics/registry.ts';
import { allowedMetric } from '../../metrics/resolve-query.ts';
import { upstream } from '../lineage/model-graph.ts';
import { rowLineage } from '../lineage/row-lineage.ts';
import { maySeeRow } from '../lineage/visible-row.ts';
import { formulaText } from '../queries/formula-text.ts';
import { withLease } from '../queries/with-lease.ts';
import { defineRoute } from '../routing/define-route.ts';

export const metricLineage = defineRoute({
  method: 'get',
  path: '/api/lineage/metric/:id',
  access: 'lineage',
  summary: 'From a metric back to its models and the files they read.',
  params: z.object({ id: z.string().max(80) }),
  response: lineageMetricResponse,
  handle: ({ services, person, params }) =>
    withLease(services, person.user.id, async (lease) => {
      const metric = allowedMetric(params.id, rowPolicy(person.principal));
      const { models, sources } = await upstream(lease, metricTables(metric));
      return {
        metric: metric.id,
        formula: formulaText(metric.formula),
        generation: lease.generation,
        models,
        sources,
      };
    }),
});

export const rowOrigin = defineRoute({
  method: 'get',
  path: '/api/lineage/row',
  access: 'lineage.row',
  summary: 'The file, line and text a row came from.',
  query: lineageRowQuery,
  response: lineageRowResponse,
  handle: ({ services, person, query, address }) =>
    withLease(services, person.user.id, async (lease) => {
      const about = {
        userId: person.user.id,
        email: person.user.email,
        action: 'lineage.row',
        address,
        generation: lease.generation,
      };
      const detail = { source: query.source, batch: query.batch, line: query.line };
      if (!(await maySeeRow(lease, person.principal, query))) {
        await services.store.audit.append({ ...about, outcome: 'denied', detail });
        throw new TandemError('not_found', { what: 'row' });
      }
      const answer = await rowLineage(services, lease, query, rowPolicy(person.principal).hideCosts);
      await services.store.audit.append({ ...about, outcome: 'ok', detail });
      return answer;
    }),
});
