import { catalogResponse } from '../../contract/api/catalog.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import { dimensionDefinitions, metricDefinitions, metricDimensions } from '../../metrics/registry.ts';
import { formulaText } from '../queries/formula-text.ts';
import { askerOf } from '../queries/asker-of.ts';
import { generationFacts } from '../queries/generation-facts.ts';
import { visibleMembers } from '../queries/visible-members.ts';
import { withLease } from '../queries/with-lease.ts';
import { defineRoute } from '../routing/define-route.ts';
import { unchanged } from '../routing/entity-tag.ts';

export const catalog = defineRoute({
  method: 'get',
  path: '/api/catalog',
  access: 'catalog',
  summary: 'Metrics, dimensions and their members, as far as this person may see them.',
  response: catalogResponse,
  handle: (context) =>
    withLease(context.services, context.person.user.id, async (lease) => {
      const { services } = context;
      const asker = await askerOf(context);
      const policy = rowPolicy(asker.principal);
      const held = unchanged(context, [lease.generation, policy.key, asker.language]);
      if (held) return held;
      const facts = await generationFacts(lease);
      const dimensions = await Promise.all(
        dimensionDefinitions.map(async ({ id, kind }) => {
          if (kind !== 'member') return { id, kind };
          const members = await visibleMembers(services, lease, asker, id, { limit: 200 });
          return { id, kind, members: members.map(({ member }) => member) };
        }),
      );
      return {
        generation: lease.generation,
        asOf: lease.asOf,
        builtAt: facts.builtAt,
        baseCurrency: facts.baseCurrency ?? services.workspace.config.base_currency,
        timeZone: facts.timeZone ?? services.workspace.config.time_zone,
        metrics: metricDefinitions.map((metric) => ({
          id: metric.id,
          unit: metric.unit,
          format: metric.format,
          owner: metric.owner,
          grain: metric.grain,
          goodDirection: metric.goodDirection,
          formula: formulaText(metric.formula),
          kind: metric.kind,
          spec: metric.spec,
          dimensions: metricDimensions(metric),
          allowed: policy.metrics.has(metric.id),
        })),
        dimensions,
        dataFrom: facts.dataFrom,
        dataTo: facts.dataTo,
      };
    }),
});
