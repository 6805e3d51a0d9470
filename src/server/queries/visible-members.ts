import type { Query } from '../../contract/query.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import { metricById, metricDimensions } from '../../metrics/registry.ts';
import type { Services } from '../services.ts';
import { answerQuery, type Asker } from './answer-query.ts';
import type { ServingLease } from './serving.ts';

const most = 200;

/** One metric a kind of fact is enough to meet every member that a person may see. */
const witnesses = ['revenue', 'order_intake', 'pipeline_value', 'win_rate', 'open_cases', 'stock_out_days'];

/**
 * [POLICY-7] The members of a dimension are asked for like any other number, so they pass the same row policy:
 * nobody learns from a filter list what they may not see in a table.
 */
export async function visibleMembers(
  services: Pick<Services, 'cache' | 'limits' | 'now'>,
  lease: ServingLease,
  asker: Asker,
  dimension: string,
  window: Query['window'],
): Promise<(string | null)[] | undefined> {
  const policy = rowPolicy(asker.principal);
  const metrics = witnesses.filter((id) => {
    const metric = metricById(id);
    return policy.metrics.has(metric.id) && (metricDimensions(metric) as string[]).includes(dimension);
  });
  if (metrics.length === 0) return [];
  const members = new Set<string | null>();
  for (const metric of metrics) {
    const { rows } = await answerQuery(services, lease, asker, {
      metrics: [metric],
      dimensions: [dimension],
      filters: [],
      window,
      compare: [],
      order: [],
      limit: most + 1,
    });
    for (const [member] of rows) members.add(typeof member === 'string' ? member : null);
  }
  if (members.size > most) return undefined;
  return [...members].sort((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1));
}
