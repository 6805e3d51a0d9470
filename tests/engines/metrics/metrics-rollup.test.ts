import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Query } from '../../../src/contract/query.ts';
import { type CompiledQuery, compileQuery } from '../../../src/metrics/compile.ts';
import { rowPolicy } from '../../../src/metrics/policy.ts';
import { openWarehouse, type Row, type Warehouse } from '../../../src/warehouse/open.ts';
import { type CoreFixture, coreFixture, loadCoreFixture } from '../../support/core-fixture.ts';
import { metricOracle } from '../../support/metric-oracle.ts';
import { oracleFiscalMonth } from '../../support/oracle-calendar.ts';
import { randomQuery } from '../../support/random-query.ts';
import { sameRows } from '../../support/same-rows.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { often } from '../../support/thorough.ts';

const queries = often(10_000, 400);
const oracleEvery = 10;
const everything = rowPolicy({ userId: 'test', roles: ['executive'], scope: {} });
const lanes = 2;

interface World {
  readonly fixture: CoreFixture;
  /** A connection a lane as the product has it, and one on which statements run as they are written: another plan. */
  readonly lanes: readonly { readonly planned: Warehouse; readonly plain: Warehouse }[];
  readonly tables: ReadonlySet<string>;
  /** The day since which the data of each fact are there: in one world of two not since before every question. */
  readonly begins: Readonly<Record<string, string>>;
}

const kinds = ['order', 'invoice', 'receivable', 'stock', 'opportunity', 'case', 'customer_event'];
function beginsOf(seed: number): Record<string, string> {
  const random = seededRandom(seed);
  // Firsts of months are where windows end, a week after is as late as a window compared with may be met.
  const day = (): string =>
    `2023-${random.pick(['04', '09', '11', '12'])}-${random.pick(['01', '08', '09'])}`;
  return seed % 2 === 0 ? {} : Object.fromEntries(random.some(kinds, 0.8).map((kind) => [kind, day()]));
}

async function openWorld(seed: number): Promise<World> {
  const fixture = coreFixture(seed, 160);
  const warehouse = await openWarehouse({ threads: 1 });
  const tables = new Set(await loadCoreFixture(warehouse, fixture));
  const open: World['lanes'][number][] = [];
  for (let lane = 0; lane < lanes; lane += 1) {
    const plain = await warehouse.fork();
    await plain.run('pragma disable_optimizer');
    open.push({ planned: lane === 0 ? warehouse : await warehouse.fork(), plain });
  }
  return { fixture, lanes: open, tables, begins: beginsOf(seed) };
}

const ask = async (warehouse: Warehouse, { sql, parameters }: CompiledQuery): Promise<Row[]> =>
  warehouse.rows(sql, [...parameters]);

describe('roll-up = base = what the rows say', () => {
  const worlds: World[] = [];
  beforeAll(async () => {
    for (const seed of [11, 12, 13, 14]) worlds.push(await openWorld(seed));
  });
  afterAll(() => {
    for (const world of worlds)
      for (const { planned, plain } of world.lanes) {
        plain.close();
        planned.close();
      }
  });

  it(`[ROLLUP-2] gives the same numbers to the last digit on ${queries} random questions, and every ${oracleEvery}th those of a row by row count`, async () => {
    const random = seededRandom(20_260_630);
    const routed = { rollup: 0, base: 0 };
    const lost: string[] = [];
    const check = async (query: Query, world: World, lane: number, withOracle: boolean): Promise<void> => {
      const connections = world.lanes[lane];
      if (!connections) throw new Error('no such lane');
      const context = {
        asOf: '2025-04-18',
        generationTables: world.tables,
        factsKnownFrom: world.begins,
        fiscalFirstMonth: oracleFiscalMonth,
      };
      const fast = compileQuery(query, everything, context);
      const slow = compileQuery(query, everything, { ...context, forceBase: true });
      routed[fast.source] += 1;
      // A question that only the base can answer is the same statement twice.
      const differs = fast.sql !== slow.sql;
      if (!differs && !withOracle) return;
      const fastRows = await ask(connections.planned, fast);
      if (differs) {
        const difference = sameRows(fastRows, await ask(connections.plain, slow), 0);
        if (difference !== undefined)
          lost.push(`roll-up against base: ${difference} in ${JSON.stringify(query)}`);
      }
      if (withOracle) {
        const { begins } = world;
        const expected = metricOracle(query, world.fixture, {
          allowed: () => true,
          maskPersonal: false,
          begins,
        });
        const difference = sameRows(fastRows, expected, 1e-9);
        if (difference !== undefined)
          lost.push(`against the rows: ${difference} in ${JSON.stringify(query)}`);
      }
    };
    for (let at = 0; at < queries; at += lanes)
      await Promise.all(
        Array.from({ length: lanes }, (_, lane) => {
          const world = worlds[((at / lanes) | 0) % worlds.length];
          if (!world) throw new Error('no world');
          return check(randomQuery(random), world, lane, (at / lanes) % oracleEvery === 0);
        }),
      );
    expect(lost.slice(0, 5)).toEqual([]);
    expect(routed.rollup).toBeGreaterThan(queries / 4);
    expect(routed.base).toBeGreaterThan(queries / 20);
  }, 900_000);
});
