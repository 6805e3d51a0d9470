import type { Principal, Role } from '../../src/contract/roles.ts';
import type { CoreRow } from './core-fixture.ts';
import type { SeededRandom } from './seeded-random.ts';

/** [POLICY-2] to [POLICY-5] again, as lists: what a person may do and see, worked out row by row. */
const everyone: readonly Role[] = ['executive', 'marketer', 'planner', 'service', 'steward', 'admin'];
const mayDo: Readonly<Record<string, readonly Role[]>> = {
  query: everyone,
  rows: ['executive', 'marketer', 'planner', 'service', 'steward'],
  export: ['executive', 'marketer', 'planner', 'steward'],
};
const costMetrics = ['gross_margin', 'gross_margin_rate', 'inventory_value', 'inventory_turns'];

export const may = (principal: Principal, action: string): boolean =>
  principal.roles.some((role) => mayDo[action]?.includes(role) === true);

export const maySee = (principal: Principal, metric: string): boolean =>
  principal.roles.length > 0 &&
  (!costMetrics.includes(metric) || principal.roles.some((role) => role !== 'service'));

export const seesPersons = (principal: Principal): boolean =>
  principal.roles.some((role) => role !== 'planner' && role !== 'admin');

export function mayRead(principal: Principal, row: CoreRow): boolean {
  const { region, channel } = principal.scope;
  return (
    principal.roles.length > 0 &&
    (region === undefined || region.includes((row['region'] ?? null) as string | null)) &&
    (channel === undefined || channel.includes((row['channel'] ?? null) as string | null))
  );
}

export function randomPrincipal(
  random: SeededRandom,
  members: Readonly<Record<'region' | 'channel', readonly (string | null)[]>>,
): Principal {
  const roles = random.chance(0.03)
    ? []
    : random.chance(0.75)
      ? [random.pick(everyone)]
      : random.some(everyone, 0.4);
  const scope: { region?: (string | null)[]; channel?: (string | null)[] } = {};
  for (const dimension of ['region', 'channel'] as const)
    if (random.chance(0.55)) scope[dimension] = random.some([...members[dimension], 'Atlantis'], 0.45);
  return { userId: `user-${random.integer(1_000)}`, roles, scope };
}
