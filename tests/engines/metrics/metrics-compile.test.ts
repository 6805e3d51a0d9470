import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTandemError } from '../../../src/contract/errors.ts';
import { type QueryInput, querySchema, rowsQuerySchema } from '../../../src/contract/query.ts';
import { compileLineVisible } from '../../../src/metrics/compile-line-visible.ts';
import { compileMembers } from '../../../src/metrics/compile-members.ts';
import { compileRows } from '../../../src/metrics/compile-rows.ts';
import { compileQuery } from '../../../src/metrics/compile.ts';
import { rowPolicy } from '../../../src/metrics/policy.ts';
import { dimensionDefinitions, metricDefinitions } from '../../../src/metrics/registry.ts';
import type { Row } from '../../../src/warehouse/open.ts';
import { coreWarehouse } from '../../support/core-warehouse.ts';
import { often } from '../../support/thorough.ts';

const executive = rowPolicy({ userId: 'test', roles: ['executive'], scope: {} });
const bounded = rowPolicy({
  userId: 'test',
  roles: ['planner'],
  scope: { region: ['Europe', null], channel: [] },
});
const window = { from: '2024-01-01', to: '2024-04-01' };
const hostile = [
  `North' or 1=1 --`,
  `'; drop table fct_invoice_line; --`,
  `") union select 1; --`,
  '$1',
  '$999',
  '%',
  '\\',
  '"',
  '`',
  '\u0000',
  'x\u0000y',
  `' || (select version()) || '`,
  '中文\u2028',
  '{{1}}',
];
const anyHostile = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

describe('compiled SQL', () => {
  const core = coreWarehouse();
  const { ask } = core;
  const explain = (sql: string, parameters: readonly (string | number)[]): Promise<Row[]> =>
    ask(`explain ${sql}`, parameters);
  const compile = (query: Partial<QueryInput>) =>
    compileQuery(querySchema.parse({ metrics: ['revenue'], window, ...query }), executive, core.context);

  it('the engine accepts every metric by every dimension, in roll-up and base, under every policy', async () => {
    const ways = [executive, bounded].flatMap((policy) =>
      [true, false].map((forceBase) => ({ policy, forceBase })),
    );
    const each = often(1, ways.length);
    for (const [metric, { id }] of metricDefinitions.entries())
      for (const [at, dimension] of dimensionDefinitions.entries())
        for (const [way, { policy, forceBase }] of ways.entries()) {
          if ((metric + at + way) % each > 0) continue;
          const query = querySchema.parse({
            metrics: [id],
            dimensions: [dimension.id],
            window,
            compare: ['previous_period', 'previous_year'],
          });
          const { sql, parameters } = compileQuery(query, policy, { ...core.context, forceBase });
          await explain(sql, parameters);
        }
  });

  it('the engine accepts the rows of every metric, every list of members and the question for a line', async () => {
    for (const policy of [executive, bounded]) {
      for (const { id } of metricDefinitions) {
        const filters = [{ dimension: 'region', op: 'in' as const, values: ['Europe', null] }];
        const { sql, parameters, count } = compileRows(
          rowsQuerySchema.parse({ metric: id, window, filters }),
          policy,
          core.context,
        );
        await explain(sql, parameters);
        await explain(count.sql, count.parameters);
      }
      for (const { id, kind } of dimensionDefinitions) {
        if (kind === 'date') continue;
        const { sql, parameters } = compileMembers(
          id,
          policy,
          { ...core.context, language: 'zh-CN' },
          { search: 'a' },
        );
        await explain(sql, parameters);
      }
      const line = compileLineVisible({ source: 'erp', batch: 'b1', line: 3 }, policy, core.context);
      await explain(line.sql, line.parameters);
    }
  });

  it('names the tables of an attached generation', () => {
    const { sql } = compileQuery(querySchema.parse({ metrics: ['revenue'], window }), executive, {
      ...core.context,
      catalog: 'gen_"x',
    });
    expect(sql).toContain('"gen_""x".main."rollup_invoice_day"');
  });

  it('reads one table once for all windows of a total', () => {
    const { sql, source } = compile({
      metrics: ['revenue', 'gross_margin'],
      compare: ['previous_period', 'previous_year'],
    });
    expect(sql.match(/from "/g)).toHaveLength(1);
    expect(source).toBe('rollup');
  });

  it('[ROLLUP-1] distinct customers of whole months come from bitmaps, of other windows from the days they ordered', () => {
    expect(compile({ metrics: ['active_customers'] }).tables).toEqual(['rollup_buyers_month']);
    expect(
      compile({ metrics: ['active_customers'], window: { from: '2024-01-01', to: '2024-03-31' } }).tables,
    ).toEqual(['rollup_buyers_day']);
    expect(compile({ metrics: ['active_customers'], dimensions: ['date.week'] }).tables).toEqual([
      'rollup_buyers_day',
    ]);
    expect(compile({ metrics: ['active_customers'], dimensions: ['salesperson'] }).source).toBe('base');
    expect(
      compile({ metrics: ['active_customers'], dimensions: ['date.month'], compare: ['previous_year'] })
        .source,
    ).toBe('rollup');
  });

  it('[ROLLUP-1] a roll-up that the generation lacks is not used', () => {
    const { tables } = compileQuery(querySchema.parse({ metrics: ['revenue'], window }), executive, {
      ...core.context,
      generationTables: [],
    });
    expect(tables).toEqual(['fct_invoice_line']);
  });

  it('[QUERY-9] a metric that is not kept by a filter is NULL and says so, never the unfiltered number', async () => {
    const { sql, parameters, columns } = compile({
      metrics: ['inventory_value', 'revenue'],
      filters: [{ dimension: 'region', op: 'in', values: ['Europe'] }],
    });
    const [row] = await ask(sql, parameters);
    expect(row?.['inventory_value']).toBeNull();
    expect(row?.['revenue']).not.toBeNull();
    expect(columns.map(({ inapplicable, notKeptBy }) => [inapplicable, notKeptBy])).toEqual([
      [true, ['region']],
      [undefined, undefined],
    ]);
  });

  describe('[QUERY-13] stages of opportunities that are known from 2024-02-10 on', () => {
    const answer = async (query: Partial<QueryInput>, stagesKnownFrom?: string) => {
      const { sql, parameters, columns } = compileQuery(
        querySchema.parse({ metrics: ['weighted_pipeline', 'pipeline_value'], window, ...query }),
        executive,
        { ...core.context, ...(stagesKnownFrom === undefined ? {} : { stagesKnownFrom }) },
      );
      return {
        rows: await ask(sql, parameters),
        knownFrom: Object.fromEntries(columns.map(({ name, knownFrom }) => [name, knownFrom])),
      };
    };

    it('nothing is compared with a day before, and the column says since when it could be', async () => {
      const compare = ['previous_period' as const, 'previous_year' as const];
      const [whole, { rows, knownFrom }] = await Promise.all([
        answer({ compare }),
        answer({ compare }, '2024-02-10'),
      ]);
      expect(rows).toEqual([
        {
          ...whole.rows[0],
          weighted_pipeline__previous_period: null,
          weighted_pipeline__previous_year: null,
        },
      ]);
      expect(whole.rows[0]?.['weighted_pipeline__previous_year']).not.toBeNull();
      expect(knownFrom).toMatchObject({
        weighted_pipeline: undefined,
        weighted_pipeline__previous_period: '2024-02-10',
        weighted_pipeline__previous_year: '2024-02-10',
        pipeline_value__previous_year: undefined,
      });
      const later = await answer(
        { compare: ['previous_period'], window: { from: '2024-03-01', to: '2024-04-01' } },
        '2024-02-10',
      );
      expect(later.rows[0]?.['weighted_pipeline__previous_period']).not.toBeNull();
      expect(later.knownFrom['weighted_pipeline__previous_period']).toBeUndefined();
    });

    it('a series begins with the first step that is known', async () => {
      const query = { dimensions: ['date.month'], compare: ['previous_year' as const] };
      const weighted = ({ rows }: { rows: Row[] }): unknown[] => rows.map((row) => row['weighted_pipeline']);
      const [whole, from, never] = await Promise.all([
        answer(query),
        answer(query, '2024-02-10'),
        answer(query, '2024-04-01'),
      ]);
      const [, february, march] = weighted(whole);
      expect(weighted(from)).toEqual([null, february, march]);
      expect(weighted(never)).toEqual([null, null, null]);
      expect(from.rows.map((row) => row['weighted_pipeline__previous_year'])).toEqual([null, null, null]);
      expect(from.rows.map((row) => row['pipeline_value'])).toEqual(
        whole.rows.map((row) => row['pipeline_value']),
      );
      expect(from.knownFrom['weighted_pipeline']).toBe('2024-02-10');
    });

    it('a window that ended before has no value, by stage not even of the open amount, and no rows behind', async () => {
      const total = await answer({}, '2024-04-01');
      const [{ pipeline_value: open } = {}] = (await answer({})).rows;
      expect(total.rows).toEqual([{ weighted_pipeline: null, pipeline_value: open }]);
      expect(total.knownFrom).toEqual({ weighted_pipeline: '2024-04-01', pipeline_value: undefined });
      const byStage = await answer({ dimensions: ['stage'] }, '2024-04-01');
      expect(byStage.rows.length).toBeGreaterThan(0);
      expect(byStage.rows.flatMap((row) => [row['weighted_pipeline'], row['pipeline_value']])).toEqual(
        byStage.rows.flatMap(() => [null, null]),
      );
      expect(byStage.knownFrom).toMatchObject({ pipeline_value: '2024-04-01' });

      const behind = async (known?: string) => {
        const { sql, parameters, count, missing } = compileRows(
          rowsQuerySchema.parse({ metric: 'weighted_pipeline', window }),
          executive,
          { ...core.context, ...(known === undefined ? {} : { stagesKnownFrom: known }) },
        );
        const [sum] = await ask(count.sql, count.parameters);
        return { missing, sum, rows: (await ask(sql, parameters)).length };
      };
      expect(await behind('2024-04-01')).toEqual({
        missing: { knownFrom: '2024-04-01', lacking: 'stages' },
        sum: { total: 0, value: null },
        rows: 0,
      });
      expect((await behind('2024-03-31')).rows).toBeGreaterThan(0);
      expect((await behind()).rows).toBeGreaterThan(0);
    });
  });

  it.each([
    [{ metrics: ['profit'] }, 'unknown_metric'],
    [{ dimensions: ['planet'] }, 'unknown_dimension'],
    [{ dimensions: ['toString'] }, 'unknown_dimension'],
    [{ metrics: ['revenue', 'revenue'] }, 'bad_request'],
    [{ dimensions: ['region', 'region'] }, 'bad_request'],
    [{ dimensions: ['date.day', 'date.month'] }, 'bad_request'],
    [{ filters: [{ dimension: 'date.month', op: 'in' as const, values: [] }] }, 'bad_request'],
    [{ order: [{ by: 'orders', direction: 'asc' as const }] }, 'bad_request'],
    [{ window: { from: '2024-02-01', to: '2024-02-01' } }, 'bad_window'],
  ])('refuses %j as %s', (query, code) => {
    expect(() => compile(query)).toThrow(expect.objectContaining({ code }));
  });

  it('[POLICY-9] hostile text as a name is refused', () => {
    fc.assert(
      fc.property(anyHostile, (text) => {
        const attempts: (() => unknown)[] = [
          () => compile({ metrics: [text] }),
          () => compile({ dimensions: [text] }),
          () => compile({ filters: [{ dimension: text, op: 'in', values: ['Europe'] }] }),
          () => compile({ order: [{ by: text, direction: 'desc' }] }),
          () =>
            compileQuery(
              {
                ...querySchema.parse({ metrics: ['revenue'], window }),
                window: { from: text, to: '2024-04-01' },
              },
              executive,
              core.context,
            ),
          () => compileRows(rowsQuerySchema.parse({ metric: text, window }), executive, core.context),
          () => compileMembers(text, executive, core.context),
        ];
        return attempts.every((attempt) => {
          try {
            attempt();
            return false;
          } catch (error) {
            return isTandemError(error);
          }
        });
      }),
      { numRuns: 300 },
    );
  });

  it('[POLICY-9] hostile text as a value matches nothing, changes no letter of the SQL and harms nothing', async () => {
    const rows = async (): Promise<unknown> =>
      (await ask('select count(*)::integer as n from fct_invoice_line', []))[0]?.['n'];
    const before = await rows();
    await fc.assert(
      fc.asyncProperty(
        anyHostile,
        fc.constantFrom('region', 'category', 'customer', 'product', 'currency'),
        async (text, dimension) => {
          fc.pre(text !== 'USD' && text !== 'CNY');
          const of = (value: string) =>
            compile({
              metrics: ['revenue', 'orders'],
              dimensions: ['channel'],
              filters: [{ dimension, op: 'in', values: [value] }],
            });
          const attack = of(text);
          expect(attack.sql).toBe(of('harmless').sql);
          expect(await ask(attack.sql, attack.parameters)).toEqual([]);
          const behind = compileRows(
            rowsQuerySchema.parse({
              metric: 'revenue',
              window,
              filters: [{ dimension, op: 'in', values: [text] }],
            }),
            executive,
            core.context,
          );
          expect(await ask(behind.sql, behind.parameters)).toEqual([]);
          const found = compileMembers('customer', executive, core.context, {
            search: `${text}no such name`,
          });
          expect(await ask(found.sql, found.parameters)).toEqual([]);
          const scoped = rowPolicy({ userId: 'x', roles: ['executive'], scope: { region: [text] } });
          const seen = compileQuery(
            querySchema.parse({ metrics: ['revenue'], dimensions: ['region'], window }),
            scoped,
            core.context,
          );
          expect(await ask(seen.sql, seen.parameters)).toEqual([]);
          const line = compileLineVisible({ source: text, batch: text, line: 1 }, executive, core.context);
          expect(await ask(line.sql, line.parameters)).toEqual([{ visible: false }]);
        },
      ),
      { numRuns: 80 },
    );
    expect(await rows()).toBe(before);
  });
});
