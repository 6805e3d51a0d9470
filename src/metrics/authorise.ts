import type { Principal, Role } from '../contract/roles.ts';

export const actions = [
  'catalog',
  'query',
  'rows',
  'export',
  'customers',
  'orders',
  'lineage',
  'lineage.row',
  'data.read',
  'data.fix',
  'write-back',
  'identity.read',
  'identity.decide',
  'run',
  'admin',
] as const;
export type Action = (typeof actions)[number];

/** [POLICY-2] What each role may do. */
const allowed: Readonly<Record<Role, readonly Action[]>> = {
  executive: [
    'catalog',
    'query',
    'rows',
    'export',
    'customers',
    'orders',
    'lineage',
    'lineage.row',
    'data.read',
  ],
  marketer: ['catalog', 'query', 'rows', 'export', 'customers', 'lineage', 'lineage.row', 'data.read'],
  planner: ['catalog', 'query', 'rows', 'export', 'customers', 'orders', 'lineage', 'data.read'],
  service: ['catalog', 'query', 'rows', 'customers', 'orders', 'lineage', 'lineage.row'],
  steward: [
    'catalog',
    'query',
    'rows',
    'export',
    'customers',
    'orders',
    'lineage',
    'lineage.row',
    'data.read',
    'data.fix',
    'write-back',
    'identity.read',
    'identity.decide',
    'run',
  ],
  admin: ['catalog', 'query', 'lineage', 'data.read', 'run', 'admin'],
};

/** [POLICY-1] True when one of the principal's roles allows the action; whatever is not listed is refused. */
export const authorise = (principal: Principal, action: Action): boolean =>
  principal.roles.some((role) => Object.hasOwn(allowed, role) && allowed[role].includes(action));
