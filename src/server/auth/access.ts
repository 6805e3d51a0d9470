import type { Principal, Role } from '../../contract/roles.ts';

export const actions = [
  'catalog',
  'query',
  'rows',
  'export',
  'lineage',
  'data.read',
  'data.fix',
  'run',
  'admin',
] as const;
export type Action = (typeof actions)[number];

const reading: readonly Action[] = ['catalog', 'query', 'rows', 'export', 'lineage'];
const allowed: Readonly<Record<Role, readonly Action[]>> = {
  executive: reading,
  marketer: reading,
  planner: reading,
  service: reading,
  steward: [...reading, 'data.read', 'data.fix', 'run'],
  admin: ['catalog', 'data.read', 'run', 'admin'],
};

export const authorise = (principal: Principal, action: Action): boolean =>
  principal.roles.some((role) => allowed[role].includes(action));
