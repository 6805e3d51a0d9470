import { describe, expect, it } from 'vitest';
import { type QueryInput, querySchema } from '../../../src/contract/query.ts';
import type { CompileContext } from '../../../src/metrics/compile-context.ts';
import { compileQuery } from '../../../src/metrics/compile.ts';
import { rowPolicy } from '../../../src/metrics/policy.ts';
import { metricDefinitions } from '../../../src/metrics/registry.ts';
import { coreWarehouse } from '../../support/core-warehouse.ts';

const executive = rowPolicy({ userId: 'test', roles: ['executive'], scope: {} });
const window = { from: '2024-07-01', to: '2024-10-01' };
const before = 'previous_year' as const;
type Begins = CompileContext['factsKnownFrom'];

describe('[QUERY-14] data that begin', () => {
  const core = coreWarehouse();
  const answer = async (query: Partial<QueryInput>, factsKnownFrom?: Begins, forceBase = false) => {
    const { sql, parameters, columns } = compileQuery(
      querySchema.parse({ metrics: ['revenue'], window, compare: [before], ...query }),
      executive,
      { ...core.context, forceBase, ...(factsKnownFrom ? { factsKnownFrom } : {}) },
    );
    return {
      rows: await core.ask(sql, parameters),
      told: Object.fromEntries(
        columns.map(({ name, knownFrom, lacking, knownStep }) => [name, { knownFrom, lacking, knownStep }]),
      ),
    };
  };

  it.each([
    ['a year before', { invoice: '2022-07-01' }, true],
    ['a week after the window compared with begins', { invoice: '2023-07-08' }, true],
    ['eight days after', { invoice: '2023-07-09' }, false],
    ['years after', { invoice: '2025-01-01' }, false],
    ['when other facts begin', { order: '2025-01-01', stock: '2025-01-01' }, true],
    ['on a day that is not said', {}, true],
  ])('%s: a flow is compared %j: %s', async (_, begins: Begins, isCompared) => {
    const [whole, { rows, told }] = await Promise.all([answer({}), answer({}, begins)]);
    const [{ revenue, revenue__previous_year: past } = {}] = whole.rows;
    expect([typeof revenue, typeof past]).toEqual(['number', 'number']);
    expect(rows).toEqual([{ revenue, revenue__previous_year: isCompared ? past : null }]);
    expect(told).toEqual({
      revenue: {},
      revenue__previous_year: isCompared ? {} : { knownFrom: begins?.invoice, lacking: 'data' },
    });
  });

  it('a balance is compared with a day after they begin, a rate where both its parts are', async () => {
    const metrics = ['receivables', 'days_sales_outstanding', 'inventory_turns', 'lost_customers'];
    const compared = async (begins: Begins) => {
      const { rows, told } = await answer({ metrics }, begins);
      expect(metrics.map((metric) => rows[0]?.[metric] === null)).toEqual(metrics.map(() => false));
      return metrics.map(
        (metric) => rows[0]?.[`${metric}__${before}`] ?? told[`${metric}__${before}`]?.knownFrom,
      );
    };
    const [owed, days, turns, lost] = await compared({});
    expect(await compared({ receivable: '2023-09-30' })).toEqual([owed, days, turns, lost]);
    expect(await compared({ receivable: '2023-10-01' })).toEqual(['2023-10-01', '2023-10-01', turns, lost]);
    expect(await compared({ invoice: '2023-08-01' })).toEqual([owed, '2023-08-01', '2023-08-01', lost]);
    expect(await compared({ stock: '2023-07-01' })).toEqual([owed, days, '2023-07-01', lost]);
    expect(await compared({ order: '2023-06-01', customer_event: '2023-11-28' })).toEqual([
      owed,
      days,
      turns,
      '2023-11-28',
    ]);
  });

  it('a series is compared from the first step whose counterpart they hold', async () => {
    const query = { metrics: ['revenue', 'receivables'], dimensions: ['date.month'] };
    const begins = { invoice: '2023-08-04', receivable: '2023-08-31' };
    const [whole, { rows, told }] = await Promise.all([answer(query), answer(query, begins)]);
    expect(rows).toEqual(
      whole.rows.map((row, at) => ({
        ...row,
        ...(at === 0 ? { revenue__previous_year: null, receivables__previous_year: null } : {}),
      })),
    );
    expect(told).toMatchObject({
      revenue: { knownFrom: undefined },
      revenue__previous_year: { knownFrom: '2023-08-04', lacking: 'data', knownStep: '2024-08-01' },
      receivables__previous_year: { knownFrom: '2023-08-31', lacking: 'data', knownStep: '2024-08-01' },
    });
  });

  it('nothing is said to have moved against a time that is not compared with', async () => {
    const query = {
      dimensions: ['region'],
      order: [{ by: `revenue__moved_${before}`, direction: 'desc' as const }],
    };
    const names = (rows: readonly Record<string, unknown>[]) => rows.map(({ region }) => region);
    const [moved, withheld] = await Promise.all([answer(query), answer(query, { invoice: '2024-01-01' })]);
    expect(withheld.rows.map((row) => row[`revenue__${before}`])).toEqual(withheld.rows.map(() => null));
    expect(names(withheld.rows)).toEqual([
      ...names(moved.rows)
        .filter((name) => name !== null)
        .sort(),
      null,
    ]);
  });

  it('no value of the window asked for is withheld, of any metric, in roll-up and base alike', async () => {
    const begins = Object.fromEntries(
      ['order', 'invoice', 'receivable', 'stock', 'opportunity', 'case', 'customer_event'].map((fact) => [
        fact,
        '2025-01-01',
      ]),
    );
    for (const { id } of metricDefinitions)
      for (const dimensions of [[], ['date.quarter']]) {
        const query = { metrics: [id], dimensions };
        const [whole, rollup, base] = await Promise.all([
          answer(query),
          answer(query, begins),
          answer(query, begins, true),
        ]);
        const exempt = id === 'known_customers' || id === 'one_system_customers';
        expect(rollup.rows, id).toEqual(
          whole.rows.map((row) => (exempt ? row : { ...row, [`${id}__${before}`]: null })),
        );
        expect(base, id).toEqual(rollup);
      }
  });
});
