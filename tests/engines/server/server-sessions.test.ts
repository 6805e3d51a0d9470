import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { User } from '../../../src/contract/api/admin.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { cookieOf, testServer, type TestServer } from '../../support/test-server.ts';

const hour = 3_600_000;
const codeOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { error: { code: string } }).error.code;

describe('signing in', () => {
  let server: TestServer;
  afterEach(() => server.close());

  const demo = async (email = 'executive@demo.tandem'): Promise<string> =>
    cookieOf(await server.signIn(email, 'tandem-demo'));
  const me = (as: string): Promise<Response> => server.call('GET', '/api/me', { as });

  it('[AUTH-1] gives a cookie no script can read and keeps only its hash', async () => {
    server = await testServer();
    const response = await server.signIn('Executive@Demo.Tandem ', 'tandem-demo');
    expect(response.status).toBe(200);
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^tandem_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
    const token = cookieOf(response).split('=')[1] ?? '';
    expect(JSON.stringify(await server.services.store.audit.list({ offset: 0, limit: 10 }))).not.toContain(
      token,
    );
    expect((await me(`tandem_session=${token}`)).status).toBe(200);
  });

  it('[AUTH-4] over https the cookie is Secure', async () => {
    server = await testServer({ publicUrl: 'https://tandem.example' });
    expect((await server.signIn('executive@demo.tandem', 'tandem-demo')).headers.get('set-cookie')).toContain(
      '; Secure',
    );
  });

  it('[AUTH-4] the session dies after eight idle hours and lives on while it is used', async () => {
    server = await testServer();
    const as = await demo();
    for (let at = 0; at < 3; at++) {
      server.pass(7 * hour);
      expect((await me(as)).status).toBe(200);
    }
    server.pass(8 * hour + 60_000);
    expect((await me(as)).status).toBe(401);
  });

  it('[AUTH-4] the session dies after seven days however much it is used', async () => {
    server = await testServer();
    const as = await demo();
    for (let at = 0; at < 23; at++) {
      server.pass(7 * hour);
      expect((await me(as)).status).toBe(200);
    }
    server.pass(8 * hour - 60_000);
    expect((await me(as)).status).toBe(401);
  });

  it('signing out ends this session and no other', async () => {
    server = await testServer();
    const [one, two] = [await demo(), await demo()];
    expect((await server.call('DELETE', '/api/session', { as: one })).status).toBe(200);
    expect((await me(one)).status).toBe(401);
    expect((await me(two)).status).toBe(200);
  });

  it('[AUTH-6] a new password ends every other session and needs the old one', async () => {
    server = await testServer();
    const one = await server.person(['executive']);
    const { email } = (await (await me(one)).json()) as { email: string };
    const two = cookieOf(await server.signIn(email, 'a long password'));
    const change = (body: unknown): Promise<Response> => server.call('PATCH', '/api/me', { as: one, body });
    expect(await codeOf(await change({ password: 'another password', currentPassword: 'wrong' }))).toBe(
      'wrong_credentials',
    );
    expect((await me(two)).status).toBe(200);
    const changed = await change({ password: 'another password', currentPassword: 'a long password' });
    expect(changed.status).toBe(200);
    expect((await me(one)).status).toBe(401);
    expect((await me(two)).status).toBe(401);
    expect((await me(cookieOf(changed))).status).toBe(200);
    expect((await server.signIn(email, 'a long password')).status).toBe(401);
    expect((await server.signIn(email, 'another password')).status).toBe(200);
  });

  it('language and theme follow the person', async () => {
    server = await testServer();
    const as = await demo();
    expect(
      (await server.call('PATCH', '/api/me', { as, body: { language: 'zh-CN', theme: 'dark' } })).status,
    ).toBe(200);
    expect(await (await me(await demo())).json()).toMatchObject({ language: 'zh-CN', theme: 'dark' });
  });

  it('[AUTH-3] an unknown account and a wrong password are refused in the same words', async () => {
    server = await testServer();
    const bodies = [];
    for (const email of ['nobody@demo.tandem', 'executive@demo.tandem']) {
      const response = await server.signIn(email, 'wrong');
      expect(response.status).toBe(401);
      bodies.push(((await response.json()) as { error: { code: string; details: unknown } }).error);
    }
    expect(bodies[0]?.code).toBe(bodies[1]?.code);
    expect(bodies[0]?.details).toEqual(bodies[1]?.details);
  });

  it('[AUTH-5] wrong passwords make the account wait, even for the right one, and longer each time', async () => {
    server = await testServer();
    for (let at = 0; at < 5; at++)
      expect((await server.signIn('steward@demo.tandem', 'wrong')).status).toBe(401);
    const refused = await server.signIn('steward@demo.tandem', 'tandem-demo');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBe(1);
    expect((await server.signIn('planner@demo.tandem', 'tandem-demo')).status).toBe(200);
    server.pass(1_000);
    expect((await server.signIn('steward@demo.tandem', 'wrong')).status).toBe(401);
    server.pass(1_000);
    expect((await server.signIn('steward@demo.tandem', 'tandem-demo')).status).toBe(429);
    server.pass(1_000);
    expect((await server.signIn('steward@demo.tandem', 'tandem-demo')).status).toBe(200);
    expect((await server.signIn('steward@demo.tandem', 'wrong')).status).toBe(401);
  });

  it('[AUTH-5] guessing at many accounts makes the address wait', async () => {
    server = await testServer();
    for (let at = 0; at < 20; at++)
      expect((await server.signIn(`guess${at}@demo.tandem`, 'wrong')).status).toBe(401);
    expect((await server.signIn('executive@demo.tandem', 'tandem-demo')).status).toBe(429);
  });

  it('[AUTH-5] guesses made at the same time are counted before they are answered', async () => {
    server = await testServer();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => server.signIn('admin@demo.tandem', 'wrong')),
    );
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(5);
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(7);
  });

  it('[AUTH-8] a closed account is out at once; its rights follow its roles at once', async () => {
    server = await testServer();
    const admin = await server.person(['admin']);
    const other = await server.person(['executive']);
    const { id } = (await (await me(other)).json()) as { id: string };
    const change = (body: unknown): Promise<Response> =>
      server.call('PATCH', `/api/users/${id}`, { as: admin, body });
    expect((await server.call('GET', '/api/users', { as: other })).status).toBe(403);
    expect((await change({ roles: ['executive', 'admin'] })).status).toBe(200);
    expect((await server.call('GET', '/api/users', { as: other })).status).toBe(200);
    expect((await change({ active: false })).status).toBe(200);
    expect((await me(other)).status).toBe(401);
  });

  it('the list of accounts says when each last signed in', async () => {
    server = await testServer();
    const admin = await server.person(['admin']);
    const last = async (email: string): Promise<string | null | undefined> => {
      const { users } = (await (await server.call('GET', '/api/users', { as: admin })).json()) as {
        users: User[];
      };
      return users.find((user) => user.email === email)?.lastSignInAt;
    };
    expect(await last('planner@demo.tandem')).toBeNull();
    await demo('planner@demo.tandem');
    const first = (await last('planner@demo.tandem')) ?? '';
    server.pass(hour);
    await demo('planner@demo.tandem');
    expect(Date.parse((await last('planner@demo.tandem')) ?? '') - Date.parse(first)).toBeGreaterThanOrEqual(
      hour,
    );
  });

  it('[AUTH-8] the last administrator cannot be taken away', async () => {
    server = await testServer({ kind: 'real' });
    const admin = await server.person(['admin']);
    const { id } = (await (await me(admin)).json()) as { id: string };
    for (const body of [{ roles: ['steward'] }, { active: false }])
      expect(await codeOf(await server.call('PATCH', `/api/users/${id}`, { as: admin, body }))).toBe(
        'conflict',
      );
  });

  it('[AUTH-9] the audit names who did what and shows when an entry was changed', async () => {
    server = await testServer();
    const path = join(server.dir, 'audited.duckdb');
    const store = await openStore({ path });
    await store.audit.append({ action: 'one', outcome: 'ok' });
    await store.audit.append({ action: 'two', outcome: 'denied', email: 'someone' });
    await store.audit.append({ action: 'three', outcome: 'ok' });
    expect(await store.audit.firstBroken()).toBeNull();
    const behind = await openWarehouse({ path, threads: 1, memoryLimit: '256MB' });
    await behind.run(`update audit set outcome = 'ok' where audit_id = 2`);
    behind.close();
    expect(await store.audit.firstBroken()).toBe(2);
    await store.close();
    await server.signIn('executive@demo.tandem', 'wrong');
    await demo();
    const { entries } = await server.services.store.audit.list({ offset: 0, limit: 10 });
    expect(entries.map(({ action, outcome, email }) => [action, outcome, email])).toEqual([
      ['sign-in', 'ok', 'executive@demo.tandem'],
      ['sign-in', 'failed', 'executive@demo.tandem'],
    ]);
  });
});
