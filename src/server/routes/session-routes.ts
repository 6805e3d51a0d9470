import {
  changeMeRequest,
  meResponse,
  okResponse,
  setupRequest,
  signInRequest,
  type MeResponse,
} from '../../contract/api/session.ts';
import { languageSchema, themeSchema } from '../../contract/api/session.ts';
import { TandemError } from '../../contract/errors.ts';
import { actions, authorise } from '../../metrics/authorise.ts';
import type { StoredUser } from '../../store/users.ts';
import { endedCookie, sessionCookie } from '../auth/cookie.ts';
import { hashPassword, verifyPassword } from '../auth/password.ts';
import { defineRoute } from '../routing/define-route.ts';
import type { Services } from '../services.ts';

async function me(services: Services, user: StoredUser): Promise<MeResponse> {
  const chosen = await services.store.preferences.of(user.id);
  const principal = { userId: user.id, roles: user.roles, scope: user.scope };
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    roles: [...user.roles],
    scope: user.scope,
    language: languageSchema.safeParse(chosen['language']).data ?? null,
    theme: themeSchema.safeParse(chosen['theme']).data ?? null,
    actions: actions.filter((action) => authorise(principal, action)),
  };
}

export const setup = defineRoute({
  method: 'post',
  path: '/api/setup',
  access: 'public',
  summary: 'Make the first administrator with the one-time secret shown on the console.',
  body: setupRequest,
  response: meResponse,
  async handle({ services, body, address, setHeader }) {
    services.signIn.addresses.begin(address);
    if ((await services.store.users.count('real')) > 0)
      throw new TandemError('conflict', { reason: 'already set up' });
    if (await services.store.users.byEmail(body.email))
      throw new TandemError('conflict', { email: body.email });
    if (!(await services.store.setup.use(body.secret))) {
      await services.store.audit.append({ action: 'setup', outcome: 'failed', address });
      throw new TandemError('wrong_credentials');
    }
    services.signIn.addresses.succeeded(address);
    const user = await services.store.users.create({
      email: body.email,
      name: body.name,
      passwordHash: await hashPassword(body.password),
      roles: ['admin', 'steward', 'executive'],
      scope: {},
    });
    await services.store.audit.append({
      userId: user.id,
      email: user.email,
      action: 'setup',
      outcome: 'ok',
      address,
    });
    setHeader('set-cookie', sessionCookie(await services.store.sessions.open(user.id), services.secure));
    return me(services, user);
  },
});

export const signIn = defineRoute({
  method: 'post',
  path: '/api/session',
  access: 'public',
  summary: 'Sign in; the session comes back as a cookie.',
  body: signInRequest,
  response: meResponse,
  async handle({ services, body, address, setHeader }) {
    const { store, signIn: throttles } = services;
    throttles.addresses.begin(address);
    throttles.accounts.begin(body.email);
    const user = await store.users.byEmail(body.email);
    const usable = user?.active === true && (!user.demo || services.demo);
    const matches = await verifyPassword(usable ? user.passwordHash : undefined, body.password);
    if (!user || !matches) {
      await store.audit.append({ email: body.email, action: 'sign-in', outcome: 'failed', address });
      throw new TandemError('wrong_credentials');
    }
    throttles.addresses.succeeded(address);
    throttles.accounts.succeeded(body.email);
    await store.audit.append({
      userId: user.id,
      email: user.email,
      action: 'sign-in',
      outcome: 'ok',
      address,
    });
    setHeader('set-cookie', sessionCookie(await store.sessions.open(user.id), services.secure));
    return me(services, user);
  },
});

export const signOut = defineRoute({
  method: 'delete',
  path: '/api/session',
  access: 'self',
  summary: 'End this session.',
  response: okResponse,
  async handle({ services, person, setHeader }) {
    await services.store.sessions.revoke(person.token);
    setHeader('set-cookie', endedCookie(services.secure));
    return { ok: true as const };
  },
});

export const readMe = defineRoute({
  method: 'get',
  path: '/api/me',
  access: 'self',
  summary: 'Who is signed in and what they may do.',
  response: meResponse,
  handle: ({ services, person }) => me(services, person.user),
});

export const changeMe = defineRoute({
  method: 'patch',
  path: '/api/me',
  access: 'self',
  summary: 'Change language, theme or password. A new password ends every session but this one.',
  body: changeMeRequest,
  response: meResponse,
  async handle({ services, person, body, address, setHeader }) {
    const { store } = services;
    if (body.password !== undefined) {
      if (person.user.demo) throw new TandemError('forbidden', { reason: 'demo account' });
      services.signIn.accounts.begin(person.user.email);
      if (!(await verifyPassword(person.user.passwordHash, body.currentPassword ?? '')))
        throw new TandemError('wrong_credentials');
      services.signIn.accounts.succeeded(person.user.email);
      await store.users.change(person.user.id, { passwordHash: await hashPassword(body.password) });
      await store.sessions.revokeAll(person.user.id);
      await store.audit.append({
        userId: person.user.id,
        email: person.user.email,
        action: 'password',
        outcome: 'ok',
        address,
      });
      setHeader('set-cookie', sessionCookie(await store.sessions.open(person.user.id), services.secure));
    }
    if (body.language !== undefined) await store.preferences.set(person.user.id, 'language', body.language);
    if (body.theme !== undefined) await store.preferences.set(person.user.id, 'theme', body.theme);
    return me(services, person.user);
  },
});
