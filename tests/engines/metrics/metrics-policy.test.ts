import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTandemError } from '../../../src/contract/errors.ts';
import { type Query, rowsQuerySchema } from '../../../src/contract/query.ts';
import type { Principal } from '../../../src/contract/roles.ts';
import { authorise } from '../../../src/metrics/authorise.ts';
import { cacheKey } from '../../../src/metrics/cache-key.ts';
import type { CompileContext } from '../../../src/metrics/compile-context.ts';
import { compileMembers } from '../../../src/metrics/compile-members.ts';
import { compileRows } from '../../../src/metrics/compile-rows.ts';
import { compileQuery } from '../../../src/metrics/compile.ts';
import { rowPolicy } from '../../../src/metrics/policy.ts';
import { metricDimensions, metricById } from '../../../src/metrics/registry.ts';
import { openWarehouse, type Row, type Warehouse } from '../../../src/warehouse/open.ts';
import { coreFixture, fixtureMembers, loadCoreFixture } from '../../support/core-fixture.ts';
import { metricOracle } from '../../support/metric-oracle.ts';
import { oracleFiscalMonth } from '../../support/oracle-calendar.ts';
import { may, mayRead, maySee, randomPrincipal, seesPersons } from '../../support/policy-oracle.ts';
import { randomQuery } from '../../support/random-query.ts';
import { sameRows } from '../../support/same-rows.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { often } from '../../support/thorough.ts';

const triples = often(10_000, 500);
const fixture = coreFixture(77, 120);
const persons = new Set(
  (fixture['dim_golden_customer'] ?? [])
    .filter((row) => row['kind'] !== 'company' && row['customer_no'] !== 0)
    .map((row) => row['name']),
);
const companies = new Set(
  (fixture['dim_golden_customer'] ?? []).filter((row) => row['kind'] === 'company').map((row) => row['name']),
);
const lineRows = new Map(
  Object.values(fixture).flatMap((rows) => rows.map((row) => [row['_line'], row] as const)),
);
/** The number whose parts are the rows shown for a metric; the others count distinct things. */
const addsUpTo: Readonly<Record<string, string>> = {
  gross_margin_rate: 'gross_margin',
  average_order_value: 'order_intake',
  days_sales_outstanding: 'receivables',
  pipeline_coverage: 'pipeline_value',
  free_stock: 'stock_quantity',
  stock_after_pipeline: 'stock_quantity',
};
const notAdded = new Set(['orders', 'active_customers', 'otif_rate', 'win_rate', 'inventory_turns']);

describe('nobody sees what they may not', () => {
  let warehouse: Warehouse;
  let context: CompileContext;
  beforeAll(async () => {
    warehouse = await openWarehouse({ threads: 1 });
    context = {
      asOf: '2025-04-18',
      generationTables: new Set(await loadCoreFixture(warehouse, fixture)),
      fiscalFirstMonth: oracleFiscalMonth,
    };
  });
  afterAll(() => warehouse.close());

  // Of a statement that is asked again to the letter the answer is known: these tables never change.
  const answers = new Map<string, Promise<Row[]>>();
  const ask = (sql: string, parameters: readonly (string | number)[]): Promise<Row[]> => {
    const asked = JSON.stringify([sql, parameters]);
    const known = answers.get(asked) ?? warehouse.rows(sql, [...parameters]);
    answers.set(asked, known);
    return known;
  };

  /** What is wrong with the answer of one tile or export, or nothing. `cache` stands for the server's. */
  async function checkTile(
    principal: Principal,
    query: Query,
    action: 'query' | 'export',
    cache: Map<string, Row[]>,
  ): Promise<string | undefined> {
    if (authorise(principal, action) !== may(principal, action)) return `${action} is decided wrongly`;
    const policy = rowPolicy(principal);
    const refused = !query.metrics.every((metric) => maySee(principal, metric));
    try {
      const { sql, parameters } = compileQuery(query, policy, context);
      if (refused) return 'a hidden metric was answered';
      const key = cacheKey('g1', query, policy);
      const rows = cache.get(key) ?? (await ask(sql, parameters));
      cache.set(key, rows);
      const expected = metricOracle(query, fixture, {
        allowed: (row) => mayRead(principal, row),
        maskPersonal: !seesPersons(principal),
      });
      return sameRows(rows, expected, 1e-9);
    } catch (error) {
      return refused && isTandemError(error) && error.code === 'forbidden' ? undefined : String(error);
    }
  }

  async function checkRows(principal: Principal, query: Query): Promise<string | undefined> {
    if (authorise(principal, 'rows') !== may(principal, 'rows')) return 'rows is decided wrongly';
    const metric = query.metrics[0] ?? 'revenue';
    const question = rowsQuerySchema.parse({
      metric,
      filters: query.filters,
      window: query.window,
      limit: 1_000,
    });
    try {
      const { sql, parameters, count } = compileRows(question, rowPolicy(principal), context);
      if (!maySee(principal, metric)) return 'the rows of a hidden metric were shown';
      const rows = await ask(sql, parameters);
      const [totals] = await ask(count.sql, count.parameters);
      if (rows.length !== totals?.['total'])
        return `${rows.length} rows, but the count says ${String(totals?.['total'])}`;
      for (const row of rows) {
        const market = {
          region: (row['region'] ?? null) as string | null,
          channel: (row['channel'] ?? null) as string | null,
        };
        if (!mayRead(principal, market)) return `a foreign row: ${JSON.stringify(row)}`;
        if (!seesPersons(principal) && persons.has(row['customer'] as string))
          return `a person's name: ${JSON.stringify(row)}`;
        if (!seesPersons(principal) && !companies.has(row['customer'] as string))
          if (![undefined, null, '•••'].includes(row['opportunity'] as string))
            return `an opportunity of a person by name: ${JSON.stringify(row)}`;
        if (!maySee(principal, 'gross_margin') && ('cost_base' in row || 'margin_base' in row))
          return 'a cost was shown';
        const origin = lineRows.get(row['_line'] as number);
        if (row['_line'] !== null && !origin) return `a row from nowhere: ${JSON.stringify(row)}`;
        if (origin && !mayRead(principal, origin)) return `a foreign document: ${JSON.stringify(row)}`;
      }
      if (notAdded.has(metric)) return undefined;
      const kept = metricDimensions(metricById(metric)) as string[];
      const applies = question.filters.every(({ dimension }) => kept.includes(dimension));
      const [expected] = metricOracle(
        {
          metrics: [addsUpTo[metric] ?? metric],
          dimensions: [],
          filters: question.filters,
          window: question.window,
          compare: [],
          order: [],
          limit: 1,
        },
        fixture,
        { allowed: (row) => mayRead(principal, row), maskPersonal: true },
      );
      const total = applies ? (expected?.[addsUpTo[metric] ?? metric] ?? null) : null;
      return sameRows([{ value: totals['value'] }], [{ value: total }], 1e-9);
    } catch (error) {
      const refused = !maySee(principal, metric) && isTandemError(error) && error.code === 'forbidden';
      return refused ? undefined : String(error);
    }
  }

  async function checkMembers(
    principal: Principal,
    dimension: 'region' | 'channel' | 'customer',
  ): Promise<string | undefined> {
    const { sql, parameters } = compileMembers(dimension, rowPolicy(principal), context, { limit: 1_000 });
    const rows = await ask(sql, parameters);
    if (dimension === 'customer') {
      const allowed = (fixture['dim_golden_customer'] ?? [])
        .filter((row) => mayRead(principal, row))
        .map((row) => row['golden_id']);
      const shown = rows.map((row) => row['member']);
      if (!seesPersons(principal) && rows.some((row) => persons.has(row['label'] as string)))
        return 'a person in a list';
      return [...shown].sort().join() === [...allowed].sort().join()
        ? undefined
        : `customers ${shown.join()}, expected ${allowed.join()}`;
    }
    const scope = principal.scope[dimension];
    const foreign = rows.find(
      (row) => scope !== undefined && !scope.includes(row['member'] as string | null),
    );
    if (foreign) return `a foreign member ${JSON.stringify(foreign)}`;
    return principal.roles.length === 0 && rows.length > 0 ? 'members without a role' : undefined;
  }

  it(`[POLICY-3] shows ${triples} random people on random routes exactly the rows that are theirs`, async () => {
    const random = seededRandom(20_260_701);
    const questions = Array.from({ length: Math.ceil(triples / 8) }, () => randomQuery(random));
    const people = Array.from({ length: 150 }, () => randomPrincipal(random, fixtureMembers));
    const cache = new Map<string, Row[]>();
    const leaks: string[] = [];
    const seen: Record<string, number> = {};
    for (let at = 0; at < triples; at += 1) {
      const principal = random.pick(people);
      const query = random.pick(questions);
      const route = random.pick(['tile', 'tile', 'export', 'rows', 'rows', 'members'] as const);
      seen[route] = (seen[route] ?? 0) + 1;
      const wrong =
        route === 'tile'
          ? await checkTile(principal, query, 'query', cache)
          : route === 'export'
            ? await checkTile(principal, query, 'export', cache)
            : route === 'rows'
              ? await checkRows(principal, query)
              : await checkMembers(principal, random.pick(['region', 'channel', 'customer'] as const));
      if (wrong !== undefined) leaks.push(`${route}: ${wrong} for ${JSON.stringify({ principal, query })}`);
    }
    expect(leaks.slice(0, 5)).toEqual([]);
    expect(Object.values(seen).every((count) => count > triples / 20)).toBe(true);
    expect(cache.size).toBeGreaterThan(triples / 10);
  }, 900_000);

  it('[POLICY-6] finds a cached answer only for the same generation, the same sight and the same question', () => {
    const random = seededRandom(3);
    const query = randomQuery(random);
    const people = Array.from({ length: 400 }, () => randomPrincipal(random, fixtureMembers));
    const sight = (person: Principal): string => {
      const list = (members: readonly (string | null)[] | undefined): string =>
        members === undefined
          ? 'all'
          : JSON.stringify([...new Set(members)].map((member) => member ?? '\u0000').sort());
      const hidden = maySee(person, 'gross_margin') ? 'costs' : 'no costs';
      if (person.roles.length === 0) return 'nothing';
      return [list(person.scope.region), list(person.scope.channel), hidden, seesPersons(person)].join('|');
    };
    for (const a of people)
      for (const b of people.slice(0, 60)) {
        const same = cacheKey('g1', query, rowPolicy(a)) === cacheKey('g1', query, rowPolicy(b));
        expect(same, JSON.stringify([a, b])).toBe(sight(a) === sight(b));
      }
    const [person] = people;
    if (!person) throw new Error('nobody');
    const policy = rowPolicy(person);
    expect(cacheKey('g1', query, policy)).not.toBe(cacheKey('g2', query, policy));
    expect(cacheKey('g1', query, policy)).not.toBe(
      cacheKey('g1', { ...query, limit: query.limit - 1 }, policy),
    );
    expect(cacheKey('g1', query, policy, 'csv')).not.toBe(cacheKey('g1', query, policy, 'arrow'));
  });
});
