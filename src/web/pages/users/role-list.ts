import type { Role } from '../../../contract/roles.ts';

export const roles: readonly Role[] = ['executive', 'marketer', 'planner', 'service', 'steward', 'admin'];
