import type { DriftResponse } from '../../contract/api/data.ts';
import type { FixesResponse } from '../../contract/api/fix.ts';
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

/** [DATA-2] Fixes in force, without the values of rejected rows that they are for, and without who made them. */
export const withoutValues = ({ fixes }: FixesResponse): FixesResponse => ({
  fixes: fixes.map((each) => {
    const { map_values: mapped, null_tokens: empty, ...fix } = each.fix;
    return {
      ...each,
      fix: {
        ...(mapped === undefined ? {} : { map_values: { [hidden]: hidden } }),
        ...(empty === undefined ? {} : { null_tokens: [hidden] }),
        ...fix,
      },
      by: hidden,
    };
  }),
});
