import type { Role } from '../../contract/roles.ts';
import type { Store } from '../../store/open-store.ts';
import { hashPassword } from './password.ts';

export const demoPassword = 'tandem-demo';

const names: Readonly<Record<Role, string>> = {
  executive: 'Executive',
  marketer: 'Marketer',
  planner: 'Planner',
  service: 'Service',
  steward: 'Data steward',
  admin: 'Administrator',
};

export const demoAccounts = (Object.keys(names) as Role[]).map((role) => ({
  email: `${role}@demo.tandem`,
  role,
  password: demoPassword,
}));

/** Makes the demo accounts a store does not have yet. */
export async function ensureDemoAccounts(store: Store): Promise<void> {
  // One password that everybody is told: hashed once, it says nothing more.
  let passwordHash: string | undefined;
  for (const { email, role } of demoAccounts) {
    if (await store.users.byEmail(email)) continue;
    passwordHash ??= await hashPassword(demoPassword);
    await store.users.create({
      email,
      name: names[role],
      passwordHash,
      roles: [role],
      scope: {},
      demo: true,
    });
  }
}

const loopbackNames = new Set(['127.0.0.1', '::1', '[::1]', 'localhost']);

/** [AUTH-7] */
export const isLoopback = (host: string): boolean => loopbackNames.has(host);
