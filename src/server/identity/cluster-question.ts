import { namedRecords } from '../../../pipelines/identity/golden/record-numbers.ts';
import { activeThresholds } from '../../../pipelines/identity/thresholds.ts';
import type { ActiveIdentityDecision } from '../../contract/identity-decision.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';
import type { ClusterState } from './cluster-answer.ts';
import type { ModelSettings } from './model-settings.ts';

/** The state of clusters that a rebuild under these decisions would make. */
export function stateUnder(
  active: readonly ActiveIdentityDecision[],
  model: Pick<ModelSettings, 'own'>,
): ClusterState {
  const decisions = active.filter(({ entity }) => entity === 'customer');
  return { decisions, thresholds: activeThresholds(decisions) ?? model.own };
}

/** Numbers of the records that these decisions name and the generation has. */
export async function numbersOf(
  lease: Pick<ServingLease, 'rows'>,
  decisions: readonly ActiveIdentityDecision[],
): Promise<ReadonlyMap<string, number>> {
  const named = namedRecords(decisions);
  if (named.length === 0) return new Map();
  const rows = await records<{ id: string; n: number }>(
    lease,
    `select customer_id as id, position as n from int_customer_identity where customer_id in (select unnest(from_json($1::json, '["varchar"]')))`,
    [JSON.stringify(named)],
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}
