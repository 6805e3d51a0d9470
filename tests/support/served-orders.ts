import { afterAll, beforeAll } from 'vitest';
import { openWarehouse } from '../../src/warehouse/open.ts';
import type { CoreFixture } from './core-fixture.ts';
import { loadOrderFixture, orderAsOf } from './order-fixture.ts';
import { testServer, type TestServer } from './test-server.ts';
import { servingOf } from './test-serving.ts';

/** Serves the orders of a fixture while the tests of a file run; asks as an executive who sees all of them. */
export function servedOrders(fixture: CoreFixture) {
  let served:
    { readonly server: TestServer; readonly executive: string; readonly close: () => void } | undefined;
  beforeAll(async () => {
    const database = await openWarehouse({ threads: 1 });
    await loadOrderFixture(database, fixture);
    const server = await testServer({ serving: await servingOf(database, 'a1b2c3d4e5f6', orderAsOf) });
    served = { server, executive: await server.person(['executive']), close: () => database.close() };
  });
  afterAll(async () => {
    await served?.server.close();
    served?.close();
  });
  return {
    ask: (method: string, path: string, body?: unknown): Promise<Response> => {
      if (served === undefined) throw new Error('nothing is served yet');
      const { server, executive } = served;
      server.pass(1_000);
      return server.call(method, path, { as: executive, ...(body === undefined ? {} : { body }) });
    },
  };
}
