import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { roleSchema, type Role } from '../../../src/contract/roles.ts';
import { actions, authorise } from '../../../src/metrics/authorise.ts';
import { openApiRoute } from '../../../src/server/openapi-route.ts';
import { routes } from '../../../src/server/routes/all-routes.ts';
import { defineRoute, type Access, type Route } from '../../../src/server/routing/define-route.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import { coreFixture, loadCoreFixture } from '../../support/core-fixture.ts';
import { testServer, type TestServer } from '../../support/test-server.ts';
import { servingOf } from '../../support/test-serving.ts';

const all = [...routes, openApiRoute(routes)];
const pathOf = (route: Route): string =>
  route.path.replaceAll(/:\w+/g, 'd5e3c2b1-0a9f-4e8d-8c7b-6a5f4e3d2c1b');
const refusals = new Set([401, 403]);

describe('access to routes', () => {
  let server: TestServer;
  let database: Warehouse;
  const cookies = new Map<Role, string>();

  beforeAll(async () => {
    database = await openWarehouse({ threads: 1 });
    await loadCoreFixture(database, coreFixture(1, 60));
    server = await testServer({ serving: await servingOf(database, 'a1b2c3d4e5f6', '2025-03-01') });
    for (const role of roleSchema.options) cookies.set(role, await server.person([role]));
  });
  afterAll(async () => {
    await server.close();
    database.close();
  });

  it('[API-1] a route without an access rule cannot be made', () => {
    const without = {
      method: 'get',
      path: '/api/x',
      summary: '',
      response: z.object({}),
      handle: () => ({}),
    } as const;
    expect(() => defineRoute({ ...without, access: undefined as unknown as Access })).toThrow(
      /no access rule/,
    );
    expect(() => defineRoute({ ...without, access: '' as Access })).toThrow(/no access rule/);
    expect(() => defineRoute({ ...without, path: '/x' as '/api/x', access: 'public' })).toThrow(/outside/);
  });

  it('[API-1] every route names an action of the policy, self, or public; only these are public', () => {
    for (const route of all) expect([...actions, 'self', 'public'], route.id).toContain(route.access);
    expect(
      all
        .filter((route) => route.access === 'public')
        .map((route) => route.id)
        .sort(),
    ).toEqual([
      'GET /api/health',
      'GET /api/openapi.json',
      'GET /api/start',
      'POST /api/session',
      'POST /api/setup',
    ]);
  });

  it('[API-1] everything the application answers under /api was made by defineRoute', () => {
    const known = new Set(all.map((route) => route.id));
    const served = server.app.routes
      .filter(({ method, path }) => path.startsWith('/api/') && method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`);
    expect(new Set(served)).toEqual(known);
    expect(new Set(all.map((route) => route.id)).size).toBe(all.length);
  });

  it.each(all.map((route) => [route.id, route] as const))(
    '[API-2] %s refuses a stranger unless it is public',
    async (_id, route) => {
      const method = route.method.toUpperCase();
      for (const as of [undefined, `tandem_session=${'A'.repeat(43)}`, 'tandem_session=nonsense']) {
        const response = await server.call(method, pathOf(route), {
          ...(as === undefined ? {} : { as }),
          ...(route.body ? { body: { any: 1 } } : {}),
        });
        if (route.access === 'public') expect([200, 400, 401, 409]).toContain(response.status);
        else expect(response.status).toBe(401);
        await response.body?.cancel();
        server.pass(10_000);
      }
    },
  );

  it.each(roleSchema.options)(
    '[API-2] a %s gets into exactly the routes that the policy allows',
    async (role) => {
      const principal = { userId: 'x', roles: [role], scope: {} };
      for (const route of all) {
        if (route.access === 'public' || route.id === 'DELETE /api/session') continue;
        const response = await server.call(route.method.toUpperCase(), pathOf(route), {
          as: cookies.get(role) ?? '',
          ...(route.body ? { body: { any: 1 } } : {}),
        });
        const may = route.access === 'self' || authorise(principal, route.access);
        expect(refusals.has(response.status), `${role} ${route.id} → ${response.status}`).toBe(!may);
        if (!may)
          expect(((await response.json()) as { error: { code: string } }).error.code).toBe('forbidden');
        else await response.body?.cancel();
        server.pass(5_000);
      }
    },
  );

  it('[AUTH-9] a denied attempt is in the audit', async () => {
    await server.call('GET', '/api/users', { as: cookies.get('planner') ?? '' });
    const { entries } = await server.services.store.audit.list({ offset: 0, limit: 1 });
    expect(entries[0]).toMatchObject({
      action: 'admin',
      outcome: 'denied',
      detail: { route: 'GET /api/users' },
    });
  });

  it('[API-5] an unknown route is refused without saying more', async () => {
    const response = await server.call('GET', '/api/nothing');
    expect(response.status).toBe(404);
    expect(((await response.json()) as { error: { code: string } }).error.code).toBe('not_found');
  });
});
