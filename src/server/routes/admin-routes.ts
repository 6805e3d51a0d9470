import { z } from 'zod';
import {
  auditQuery,
  auditResponse,
  changeUserRequest,
  createUserRequest,
  userResponse,
  usersResponse,
  type User,
} from '../../contract/api/admin.ts';
import type { StoredUser } from '../../store/users.ts';
import { hashPassword } from '../auth/password.ts';
import { defineRoute } from '../routing/define-route.ts';

const shown = (user: StoredUser, lastSignInAt: string | undefined): User => ({
  id: user.id,
  email: user.email,
  name: user.name,
  roles: [...user.roles],
  scope: user.scope,
  active: user.active,
  createdAt: user.createdAt,
  lastSignInAt: lastSignInAt ?? null,
});

export const listUsers = defineRoute({
  method: 'get',
  path: '/api/users',
  access: 'admin',
  summary: 'All accounts.',
  response: usersResponse,
  async handle({ services: { store } }) {
    const last = await store.sessions.lastOpened();
    return { users: (await store.users.list()).map((user) => shown(user, last.get(user.id))) };
  },
});

export const createUser = defineRoute({
  method: 'post',
  path: '/api/users',
  access: 'admin',
  summary: 'Make an account.',
  body: createUserRequest,
  response: userResponse,
  async handle({ services, person, body, address }) {
    const { password, ...rest } = body;
    const user = await services.store.users.create({ ...rest, passwordHash: await hashPassword(password) });
    await services.store.audit.append({
      userId: person.user.id,
      email: person.user.email,
      action: 'user.create',
      outcome: 'ok',
      address,
      detail: { user: user.email, roles: user.roles.join(' ') },
    });
    return { user: shown(user, undefined) };
  },
});

export const changeUser = defineRoute({
  method: 'patch',
  path: '/api/users/:id',
  access: 'admin',
  summary: 'Change an account. A new password or a closed account ends its sessions.',
  params: z.object({ id: z.string().max(60) }),
  body: changeUserRequest,
  response: userResponse,
  async handle({ services, person, params, body, address }) {
    const { name, roles, scope, active, password } = body;
    const user = await services.store.users.change(params.id, {
      ...(name === undefined ? {} : { name }),
      ...(roles === undefined ? {} : { roles }),
      ...(scope === undefined ? {} : { scope }),
      ...(active === undefined ? {} : { active }),
      ...(password === undefined ? {} : { passwordHash: await hashPassword(password) }),
    });
    if (password !== undefined || active === false) await services.store.sessions.revokeAll(user.id);
    await services.store.audit.append({
      userId: person.user.id,
      email: person.user.email,
      action: 'user.change',
      outcome: 'ok',
      address,
      detail: { user: user.email, changed: Object.keys(body).join(' '), roles: user.roles.join(' ') },
    });
    return { user: shown(user, (await services.store.sessions.lastOpened()).get(user.id)) };
  },
});

export const readAudit = defineRoute({
  method: 'get',
  path: '/api/audit',
  access: 'admin',
  summary: 'What was done, by whom, newest first.',
  query: auditQuery,
  response: auditResponse,
  handle: ({ services, query }) => services.store.audit.list(query),
});
