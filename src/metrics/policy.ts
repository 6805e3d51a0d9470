import type { Principal, Role } from '../contract/roles.ts';
import { costs, type MetricId, metricDefinitions } from './metric-definitions.ts';
import type { Member, PolicyDimension, Predicate } from './predicate.ts';

/** What one person may see: part of every scan, every drill, every export and every cache key. */
export interface RowPolicy {
  readonly predicate: Predicate;
  /** Names of persons and free text about them are replaced by `•••`. */
  readonly maskPersonal: boolean;
  /** [POLICY-4] What things cost the company is not shown. */
  readonly hideCosts: boolean;
  readonly metrics: ReadonlySet<MetricId>;
  /** Equal for two principals exactly when they see the same. */
  readonly key: string;
}

/** [POLICY-5] Roles whose work needs the names of natural persons. */
const needPersonal: readonly Role[] = ['executive', 'marketer', 'service', 'steward'];

const policyDimensions: readonly PolicyDimension[] = ['channel', 'region'];

const byNullThenText = (a: Member, b: Member): number =>
  a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1;

/** [POLICY-3] [POLICY-4] The rows and metrics of a principal; without any role: none. */
export function rowPolicy(principal: Principal): RowPolicy {
  const metrics = metricDefinitions
    .filter(({ hiddenFrom = [] }) => principal.roles.some((role) => !hiddenFrom.includes(role)))
    .map(({ id }) => id);
  const predicate = principal.roles.length === 0 ? ({ kind: 'none' } as const) : scopePredicate(principal);
  const maskPersonal = !principal.roles.some((role) => needPersonal.includes(role));
  return {
    predicate,
    maskPersonal,
    hideCosts: principal.roles.every((role) => costs.includes(role)),
    metrics: new Set(metrics),
    key: JSON.stringify({ predicate, maskPersonal, metrics }),
  };
}

function scopePredicate(principal: Principal): Predicate {
  const parts = policyDimensions.flatMap((dimension): Predicate[] => {
    const members = principal.scope[dimension];
    if (members === undefined) return [];
    return [{ kind: 'member', dimension, values: [...new Set(members)].sort(byNullThenText) }];
  });
  const [only] = parts;
  if (only === undefined) return { kind: 'all' };
  return parts.length === 1 ? only : { kind: 'and', parts };
}
