import { afterAll, beforeAll } from 'vitest';
import type { Role, Scope } from '../../src/contract/roles.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import type { CoreFixture } from './core-fixture.ts';
import { loadOrderFixture, orderAsOf } from './order-fixture.ts';
import { testServer, type TestServer } from './test-server.ts';
import { servingOf } from './test-serving.ts';

/**
 * Serves the orders and customers of a fixture while the tests of a file run. Asks as an executive who sees all of them, or as
 * one of `people`, by name: the role and what the person may see.
 */
export function servedOrders<Name extends string = never>(
  fixture: CoreFixture,
  people: Readonly<Record<Name, readonly [role: Role, scope?: Scope]>> = {} as Record<Name, [Role]>,
) {
  let served:
    | {
        readonly server: TestServer;
        readonly signedIn: ReadonlyMap<string, string>;
        readonly close: () => void;
      }
    | undefined;
  beforeAll(async () => {
    const database = await openWarehouse({ threads: 1 });
    await loadOrderFixture(database, fixture);
    const server = await testServer({ serving: await servingOf(database, 'a1b2c3d4e5f6', orderAsOf) });
    const signedIn = new Map([['executive', await server.person(['executive'])]]);
    for (const [name, [role, scope]] of Object.entries<readonly [Role, Scope?]>(people))
      signedIn.set(name, await server.person([role], scope));
    served = { server, signedIn, close: () => database.close() };
  });
  afterAll(async () => {
    await served?.server.close();
    served?.close();
  });
  return {
    ask: (
      method: string,
      path: string,
      body?: unknown,
      as: Name | 'executive' = 'executive',
    ): Promise<Response> => {
      if (served === undefined) throw new Error('nothing is served yet');
      const { server, signedIn } = served;
      server.pass(1_000);
      return server.call(method, path, {
        as: signedIn.get(as) ?? '',
        ...(body === undefined ? {} : { body }),
      });
    },
  };
}
