import { afterEach, describe, expect, it } from 'vitest';
import { ensureDemoAccounts } from '../../../src/server/auth/demo-accounts.ts';
import { testServer, type TestServer } from '../../support/test-server.ts';

describe('a new workspace', () => {
  let server: TestServer;
  afterEach(() => server.close());

  const secretOf = (printed: readonly string[]): string =>
    /secret: (\S+)/.exec(printed.join('\n'))?.[1] ?? '';
  const setup = (secret: string, email = 'owner@company.test'): Promise<Response> =>
    server.call('POST', '/api/setup', {
      body: { secret, email, name: 'Owner', password: 'a long password' },
    });

  it('[AUTH-7] a real workspace shows a secret on the console; it makes one administrator and is dead', async () => {
    server = await testServer({ kind: 'real' });
    expect(await (await server.call('GET', '/api/start')).json()).toMatchObject({
      kind: 'real',
      needsSetup: true,
    });
    const secret = secretOf(server.printed);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect((await setup('guess')).status).toBe(401);
    const made = await setup(secret);
    expect(made.status).toBe(200);
    expect(await made.json()).toMatchObject({
      email: 'owner@company.test',
      roles: expect.arrayContaining(['admin']) as unknown,
    });
    expect((await setup(secret, 'second@company.test')).status).toBe(409);
    expect(await server.services.store.setup.use(secret)).toBe(false);
    expect(await (await server.call('GET', '/api/start')).json()).toMatchObject({ needsSetup: false });
  });

  it('[AUTH-7] two people who send the secret at once make one account', async () => {
    server = await testServer({ kind: 'real' });
    const secret = secretOf(server.printed);
    const answers = await Promise.all([setup(secret, 'a@company.test'), setup(secret, 'b@company.test')]);
    expect(answers.map((answer) => answer.status).filter((status) => status === 200)).toHaveLength(1);
    expect(await server.services.store.users.count('all')).toBe(1);
  });

  it('[AUTH-7] a newer secret replaces an older one', async () => {
    server = await testServer({ kind: 'real' });
    const old = secretOf(server.printed);
    const fresh = await server.services.store.setup.newSecret();
    expect((await setup(old)).status).toBe(401);
    expect((await setup(fresh)).status).toBe(200);
  });

  it('[AUTH-7] a demo workspace on loopback offers its accounts and needs no setup', async () => {
    server = await testServer({ kind: 'demo' });
    const start = (await (await server.call('GET', '/api/start')).json()) as {
      demoAccounts: { email: string; password: string }[];
    };
    expect(start).toMatchObject({ kind: 'demo', needsSetup: false });
    expect(start.demoAccounts).toHaveLength(6);
    for (const { email, password } of start.demoAccounts)
      expect((await server.signIn(email, password)).status).toBe(200);
  });

  it('[AUTH-7] anywhere else demo accounts are neither offered nor let in, even where a store holds them', async () => {
    for (const options of [{ kind: 'demo', host: '192.0.2.1' } as const, { kind: 'real' } as const]) {
      server = await testServer(options);
      await ensureDemoAccounts(server.services.store);
      const start = (await (await server.call('GET', '/api/start')).json()) as Record<string, unknown>;
      expect(start).not.toHaveProperty('demoAccounts');
      expect(start).toMatchObject({ needsSetup: true });
      expect((await server.signIn('admin@demo.tandem', 'tandem-demo')).status).toBe(401);
      const user = await server.services.store.users.byEmail('admin@demo.tandem');
      const as = `tandem_session=${await server.services.store.sessions.open(user?.id ?? '')}`;
      expect((await server.call('GET', '/api/me', { as })).status).toBe(401);
      if (options.kind === 'demo') await server.close();
    }
  });

  it('[AUTH-7] the password of a demo account cannot be changed', async () => {
    server = await testServer({ kind: 'demo' });
    const as =
      (await server.signIn('planner@demo.tandem', 'tandem-demo')).headers.get('set-cookie')?.split(';')[0] ??
      '';
    const response = await server.call('PATCH', '/api/me', {
      as,
      body: { password: 'another password', currentPassword: 'tandem-demo' },
    });
    expect(response.status).toBe(403);
  });
});
