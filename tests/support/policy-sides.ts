import type { Role, Scope } from '../../src/contract/roles.ts';
import { openWarehouse, type Warehouse } from '../../src/warehouse/open.ts';
import type { CoreFixture } from './core-fixture.ts';
import { customersWithin } from './customer-fixture.ts';
import { testServer, type TestServer } from './test-server.ts';
import { servingOf } from './test-serving.ts';

export interface PolicyPerson {
  readonly roles: readonly Role[];
  readonly scope: Scope;
}

/** A person at the server of all data, and with the same roles but no scope at one that has only what the scope lets through. */
export interface PolicySide {
  readonly person: PolicyPerson;
  readonly as: string;
  readonly oracle: TestServer;
  readonly oracleAs: string;
}

export interface PolicySides {
  readonly sides: readonly PolicySide[];
  /** The server of all data, and what it serves. */
  readonly real: TestServer;
  readonly database: Warehouse;
  /** Asks the server of all data. */
  ask(as: string, method: string, path: string, body?: unknown): Promise<Response>;
  /** Asks the server of what the person may see. */
  askOracle(side: PolicySide, method: string, path: string, body?: unknown): Promise<Response>;
  close(): Promise<void>;
}

/** Serves the fixture whole, and once a person without the rows hidden from that person. */
export async function policySides(
  fixture: CoreFixture,
  people: readonly PolicyPerson[],
  load: (database: Warehouse, data: CoreFixture) => Promise<void>,
  asOf: string,
): Promise<PolicySides> {
  const served: { server: TestServer; database: Warehouse }[] = [];
  const serve = async (data: CoreFixture): Promise<{ server: TestServer; database: Warehouse }> => {
    const database = await openWarehouse({ threads: 1 });
    await load(database, data);
    const one = {
      server: await testServer({ serving: await servingOf(database, 'a1b2c3d4e5f6', asOf) }),
      database,
    };
    served.push(one);
    return one;
  };
  const call = (
    server: TestServer,
    as: string,
    method: string,
    path: string,
    body: unknown,
  ): Promise<Response> => {
    server.pass(1_000);
    return server.call(method, path, { as, ...(body === undefined ? {} : { body }) });
  };
  const { server: real, database } = await serve(fixture);
  const sides: PolicySide[] = [];
  for (const person of people) {
    const { server: oracle } = await serve(customersWithin(fixture, person.scope));
    sides.push({
      person,
      as: await real.person(person.roles, person.scope),
      oracle,
      oracleAs: await oracle.person(person.roles),
    });
  }
  return {
    sides,
    real,
    database,
    ask: (as, method, path, body) => call(real, as, method, path, body),
    askOracle: ({ oracle, oracleAs }, method, path, body) => call(oracle, oracleAs, method, path, body),
    async close() {
      for (const { server, database } of served) {
        await server.close();
        database.close();
      }
    },
  };
}
