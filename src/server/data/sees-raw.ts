import type { DriftResponse } from '../../contract/api/data.ts';
import type { Principal } from '../../contract/roles.ts';
import { metricDefinitions } from '../../metrics/registry.ts';
import { rowPolicy } from '../../metrics/policy.ts';

/**
 * [DATA-2] The text of a rejected row may hold anything, and no region can be told from it. It is shown only to
 * someone who sees every region, every name and every number; others see that and why it was rejected.
 */
export function seesRaw(principal: Principal): boolean {
  const { predicate, maskPersonal, metrics } = rowPolicy(principal);
  return predicate.kind === 'all' && !maskPersonal && metrics.size === metricDefinitions.length;
}

const hidden = '•••';

/** [DATA-2] Columns that came, without the values that show what they hold. */
export const withoutSamples = ({ changes }: DriftResponse): DriftResponse => ({
  changes: changes.map((change) =>
    change.kind !== 'added'
      ? change
      : {
          ...change,
          details: change.details && { ...change.details, sample: hidden },
          detail: change.detail === null ? null : hidden,
        },
  ),
});
