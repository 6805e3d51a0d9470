import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role, Scope } from '../../../src/contract/roles.ts';
import { metricDefinitions } from '../../../src/metrics/registry.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import {
  coreFixture,
  fixtureMembers,
  loadCoreFixture,
  type CoreFixture,
} from '../../support/core-fixture.ts';
import { customersWithin, loadCustomerTables } from '../../support/customer-fixture.ts';
import { usesStock } from '../../support/oracle-metrics.ts';
import { loadOrderTables, orderFixture } from '../../support/order-fixture.ts';
import { randomOrderCall, withoutUnpromised } from '../../support/random-order-call.ts';
import { seededRandom, type SeededRandom } from '../../support/seeded-random.ts';
import { testServer, type TestServer } from '../../support/test-server.ts';
import { servingOf, type TestServing } from '../../support/test-serving.ts';
import { often } from '../../support/thorough.ts';

interface Person {
  readonly roles: readonly Role[];
  readonly scope: Scope;
}

const people: readonly Person[] = [
  { roles: ['executive'], scope: {} },
  { roles: ['executive'], scope: { region: ['East China'] } },
  { roles: ['executive'], scope: { region: [null] } },
  { roles: ['executive'], scope: { region: [] } },
  { roles: ['marketer'], scope: { channel: ['Web', null] } },
  { roles: ['marketer'], scope: { region: ['Europe', null], channel: ['Direct'] } },
  { roles: ['planner'], scope: { region: ['North China', null] } },
  { roles: ['planner'], scope: {} },
  { roles: ['service'], scope: { channel: ['Distributor'] } },
  { roles: ['service', 'planner'], scope: { region: ['Atlantis', 'Europe'] } },
  { roles: ['steward'], scope: { region: ['East China', 'North China'] } },
  { roles: ['admin'], scope: { channel: [null] } },
];

/** How many calls of each route; a tile is a twelfth of a call. */
const calls = {
  tile: often(9_000, 840),
  rows: often(250, 40),
  export: often(180, 30),
  members: often(70, 20),
  line: often(200, 40),
  order: often(300, 60),
};
const triples = Object.values(calls).reduce((sum, n) => sum + n, 0);

const asOf = '2025-03-01';
const withOrders = orderFixture(20260630);
const fixture: CoreFixture = {
  ...withOrders,
  ...coreFixture(20260630, 240),
  dim_product: withOrders['dim_product'] ?? [],
};
const dimensionIds = [
  'region',
  'channel',
  'category',
  'customer',
  'product',
  'salesperson',
  'stage',
  'currency',
  'golden_product',
  'product_systems',
] as const;

/** The oracle: rows a person may not see are taken out of the data, and nobody is restricted any more. */
const seenBy = ({ scope }: Person): CoreFixture => customersWithin(fixture, scope);

async function serve(
  data: CoreFixture,
): Promise<{ server: TestServer; database: Warehouse; serving: TestServing }> {
  const database = await openWarehouse({ threads: 1 });
  await loadCustomerTables(database, data);
  await loadCoreFixture(database, data);
  await loadOrderTables(database, data);
  await database.run(
    `create table meta_generation as select timestamp '2026-06-30' as built_at, date '${asOf}' as as_of, 'CNY' as base_currency,
       'Asia/Shanghai' as time_zone, date '2023-11-15' as data_from;
     create table etl_batch as select s.source, 'b' || n as batch, 'sale_order' as object, 'f.csv' as file, '0' as sha256, timestamp '2026-06-30' as loaded_at
     from range(5) r(n), (values ('crm'), ('erp')) s(source)`,
  );
  const serving = await servingOf(database, 'a1b2c3d4e5f6', asOf);
  return { server: await testServer({ serving }), database, serving };
}

const randomFilters = (random: SeededRandom) =>
  Array.from({ length: random.integer(3) }, () => {
    const dimension = random.pick([
      'region',
      'channel',
      'category',
      'stage',
      'currency',
      'salesperson',
    ] as const);
    return {
      dimension,
      op: random.pick(['in', 'not_in']),
      values: random.some<string | null>([...fixtureMembers[dimension], 'nowhere'], 0.5),
    };
  });

function randomWindow(random: SeededRandom) {
  const from = Date.UTC(2023, 10, 1 + random.integer(400));
  const to = from + (1 + random.integer(300)) * 86_400_000;
  return { from: new Date(from).toISOString().slice(0, 10), to: new Date(to).toISOString().slice(0, 10) };
}

const randomQuery = (random: SeededRandom) => ({
  metrics: [
    ...new Set([
      random.pick(metricDefinitions).id,
      ...random.some(metricDefinitions, 0.08).map(({ id }) => id),
    ]),
  ].slice(0, 4),
  dimensions: [
    ...random.some(['date.month', 'date.quarter'], 0.2).slice(0, 1),
    ...random.some<string>(dimensionIds, 0.15),
  ].slice(0, 3),
  filters: randomFilters(random),
  window: randomWindow(random),
  compare: random.some(['previous_period', 'previous_year'], 0.25),
  limit: random.pick([5, 50, 1_000]),
});

const seesUnplaced = ({ scope }: Person): boolean =>
  [scope.region, scope.channel].every((members) => members?.includes(null) ?? true);

/** [POLICY-10] What is made of stock is not known to whoever may not see it, but 0 where there is none: not asked of them here. */
function askedBy(person: Person, query: ReturnType<typeof randomQuery>) {
  if (seesUnplaced(person)) return query;
  const metrics = query.metrics.filter((metric) => !usesStock(metric));
  return { ...query, metrics: metrics.length === 0 ? ['orders' as const] : metrics };
}
const rowsAskedBy = (person: Person, rows: ReturnType<typeof randomRows>) =>
  seesUnplaced(person) || !usesStock(rows.metric) ? rows : { ...rows, metric: 'orders' as const };

const randomRows = (random: SeededRandom) => ({
  metric: random.pick(metricDefinitions).id,
  filters: randomFilters(random),
  window: randomWindow(random),
  offset: random.pick([0, 0, 0, 10]),
  limit: random.pick([3, 50, 500]),
});

/** All that a caller learns: status and body, without the ids and timings that differ from call to call. */
async function learned(response: Response): Promise<string> {
  const text = await response.text();
  const varies = /"(id|ms)":("[0-9a-f]{12}"|[\d.]+)/g;
  return `${response.status} ${response.headers.get('x-tandem-total-rows') ?? ''} ${withoutUnpromised(text).replaceAll(varies, '')}`;
}

describe('one rule decides for every route', { timeout: 600_000 }, () => {
  const sides: {
    person: Person;
    as: string;
    oracle: Awaited<ReturnType<typeof serve>>;
    oracleAs: string;
    readerAs: string;
  }[] = [];
  let real: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    real = await serve(fixture);
    for (const person of people) {
      const oracle = await serve(seenBy(person));
      sides.push({
        person,
        as: await real.server.person(person.roles, person.scope),
        oracle,
        oracleAs: await oracle.server.person(person.roles),
        readerAs: await oracle.server.person(
          person.roles.map((role) => (role === 'steward' ? 'executive' : role)),
        ),
      });
    }
  });
  afterAll(async () => {
    for (const { server, database } of [real, ...sides.map(({ oracle }) => oracle)]) {
      await server.close();
      database.close();
    }
  });

  const compare = async (
    side: (typeof sides)[number],
    method: string,
    path: string,
    body?: unknown,
    oracleAs = side.oracleAs,
  ): Promise<void> => {
    real.server.pass(1_000);
    side.oracle.server.pass(1_000);
    const options = body === undefined ? {} : { body };
    const mine = await learned(await real.server.call(method, path, { as: side.as, ...options }));
    const truth = await learned(await side.oracle.server.call(method, path, { as: oracleAs, ...options }));
    expect(mine, `${JSON.stringify(side.person)} ${path} ${JSON.stringify(body)}`).toBe(truth);
  };

  it(`[POLICY-9] ${triples} random (person, query, route) triples show what the data without the hidden rows would show`, async () => {
    const random = seededRandom(7);
    const queries = Array.from({ length: 44 }, () => randomQuery(random));
    const rows = Array.from({ length: 40 }, () => randomRows(random));
    const count = { tile: 0, rows: 0, export: 0, members: 0, line: 0, order: 0 };

    for (; count.tile < calls.tile; count.tile += 12) {
      const side = random.pick(sides);
      const named = Object.fromEntries(
        Array.from({ length: 12 }, (_, at) => [`q${at}`, askedBy(side.person, random.pick(queries))]),
      );
      await compare(side, 'POST', '/api/query', { queries: named });
    }
    for (; count.rows < calls.rows; count.rows++) {
      const side = random.pick(sides);
      await compare(side, 'POST', '/api/rows', rowsAskedBy(side.person, random.pick(rows)));
    }
    for (; count.export < calls.export; count.export++) {
      const side = random.pick(sides);
      const asked = random.chance(0.5)
        ? { query: askedBy(side.person, random.pick(queries)) }
        : { rows: rowsAskedBy(side.person, random.pick(rows)) };
      await compare(side, 'POST', '/api/export', asked);
    }
    for (; count.members < calls.members; count.members++)
      await compare(
        random.pick(sides),
        'GET',
        `/api/members/${random.pick(['region', 'channel', 'category', 'stage', 'currency', 'product', 'golden_product', 'product_systems'])}?limit=200`,
      );
    for (; count.line < calls.line; count.line++) {
      const side = random.pick(sides);
      const line = `source=${random.pick(['crm', 'erp'])}&batch=b${random.integer(5)}&line=${1 + random.integer(2_000)}`;
      await compare(side, 'GET', `/api/lineage/row?${line}`, undefined, side.readerAs);
    }

    for (; count.order < calls.order; count.order++)
      await compare(random.pick(sides), ...randomOrderCall(random));

    expect(count).toEqual(calls);
    expect(real.serving.statements.length, 'answers came from the cache too').toBeLessThan(count.tile);
    expect(real.serving.held(), 'every lease was released').toBe(0);
  });

  it('[POLICY-7] the members of the catalogue are those of the visible rows', async () => {
    for (const side of sides) await compare(side, 'GET', '/api/catalog');
  });

  it('[POLICY-7] customers are offered by their own region and channel', async () => {
    for (const { person, as } of sides) {
      const response = await real.server.call('GET', '/api/members/customer?limit=200', { as });
      const { members } = (await response.json()) as { members: { member: string }[] };
      const allowed = (fixture['dim_golden_customer'] ?? []).filter((row) =>
        (['region', 'channel'] as const).every(
          (column) => person.scope[column]?.includes((row[column] ?? null) as string | null) ?? true,
        ),
      );
      expect(members.map(({ member }) => member).sort()).toEqual(
        allowed.map((row) => row['golden_id']).sort(),
      );
    }
  });

  it('[API-4] a tag of one person opens nothing for another', async () => {
    const body = {
      queries: { all: { metrics: ['revenue'], window: { from: '2024-01-01', to: '2025-01-01' } } },
    };
    const all = await real.server.call('POST', '/api/query', { as: sides[0]?.as ?? '', body });
    const tag = all.headers.get('etag') ?? '';
    const ask = (as: string): Promise<Response> =>
      real.server.call('POST', '/api/query', { as, body, headers: { 'if-none-match': tag } });
    expect((await ask(sides[0]?.as ?? '')).status).toBe(304);
    expect((await ask(sides[1]?.as ?? '')).status).toBe(200);
  });

  it('[API-4] a new generation answers with its own numbers and changes every tag', async () => {
    const body = {
      queries: { all: { metrics: ['revenue'], window: { from: '2024-01-01', to: '2025-01-01' } } },
    };
    const ask = async () => {
      const response = await real.server.call('POST', '/api/query', { as: sides[0]?.as ?? '', body });
      return {
        tag: response.headers.get('etag'),
        answer: (await response.json()) as { generation: string; results: { all: { rows: number[][] } } },
      };
    };
    const before = await ask();
    const next = await openWarehouse({ threads: 1 });
    await loadCoreFixture(next, coreFixture(5, 100));
    await real.serving.publish('ffffffffffff', next);
    const after = await ask();
    expect(after.answer.generation).toBe('ffffffffffff');
    expect(after.tag).not.toBe(before.tag);
    expect(after.answer.results.all.rows).not.toEqual(before.answer.results.all.rows);
    next.close();
    await real.serving.publish('a1b2c3d4e5f6', real.database);
  });
});
