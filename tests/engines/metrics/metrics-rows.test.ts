import { describe, expect, it } from 'vitest';
import { rowsQuerySchema } from '../../../src/contract/query.ts';
import { compileRows } from '../../../src/metrics/compile-rows.ts';
import { rowPolicy } from '../../../src/metrics/policy.ts';
import { coreWarehouse } from '../../support/core-warehouse.ts';

const executive = rowPolicy({ userId: 'test', roles: ['executive'], scope: {} });
const scoped = rowPolicy({
  userId: 'test',
  roles: ['executive'],
  scope: { region: ['Europe'], channel: ['Web'] },
});
const window = { from: '2024-01-01', to: '2024-04-01' };

describe('the rows behind a number', () => {
  const core = coreWarehouse();
  const { ask } = core;

  it.each([
    ['[QUERY-9] a metric that is not kept by a filter', 'inventory_value', 'region', executive, ['region']],
    ['[QUERY-9] a metric of two facts', 'pipeline_coverage', 'salesperson', executive, ['salesperson']],
    [
      '[POLICY-10] stock, to whom some regions and channels only are shown',
      'stock_quantity',
      'category',
      scoped,
      ['channel', 'region'],
    ],
    ['[POLICY-10] what is made from it', 'inventory_turns', 'category', scoped, ['channel', 'region']],
  ])('no rows stand behind %s, and their sum is NULL, never 0', async (_, metric, dimension, policy, by) => {
    const filters = [{ dimension, op: 'not_in' as const, values: [] }];
    const { sql, parameters, count, missing } = compileRows(
      rowsQuerySchema.parse({ metric, window, filters }),
      policy,
      core.context,
    );
    expect(missing).toEqual({ notKeptBy: by });
    expect(await ask(count.sql, count.parameters)).toEqual([{ total: 0, value: null }]);
    expect(await ask(sql, parameters)).toEqual([]);
  });

  it('[QUERY-10] the sum of no rows is 0 where the metric is kept', async () => {
    const filters = [{ dimension: 'region', op: 'in' as const, values: ['nowhere'] }];
    const { count, missing } = compileRows(
      rowsQuerySchema.parse({ metric: 'revenue', window, filters }),
      executive,
      core.context,
    );
    expect(missing).toEqual({});
    expect(await ask(count.sql, count.parameters)).toEqual([{ total: 0, value: 0 }]);
  });

  it('[ROWS-4] an opportunity stands in the stage of that day with its chance, in none where that is not known', async () => {
    const opened = (source: string) => [
      `insert into fct_opportunity by name select '${source}|z' as opportunity_id, 'Z of ${source}' as name, 'Closed Won' as stage, 1 as probability, '${source}' as _source, 1 as _line`,
      `insert into mart_pipeline_line_event by name from (values
         (date '2023-05-01', 'Proposal', 0.3, 70), (date '2024-04-05', 'Proposal', 0.3, -70), (date '2024-04-05', 'Negotiation', 0.6, 70)
       ) e(date_on, stage, probability, delta_base) select *, delta_base as delta_quantity, '${source}|z' as opportunity_id, 0 as product_no, '${source}' as _source`,
    ];
    for (const statement of [...opened('kept'), ...opened('lost')]) await core.warehouse.run(statement);
    await core.warehouse.run(
      `insert into mart_stage_history values ('lost', date '2024-04-05'), ('kept', null)`,
    );
    const on = async (day: string, metric: string) => {
      const { sql, parameters } = compileRows(
        rowsQuerySchema.parse({ metric, window: { from: '2024-01-01', to: day }, limit: 1_000 }),
        executive,
        core.context,
      );
      const rows = (await ask(sql, parameters)).filter((row) =>
        String(row['opportunity']).startsWith('Z of'),
      );
      return rows.map((row) => [row['opportunity'], row['stage'], row['probability']]);
    };
    for (const metric of ['pipeline_value', 'pipeline_quantity']) {
      expect(await on('2024-04-05', metric)).toEqual([
        ['Z of kept', 'Proposal', 0.3],
        ['Z of lost', null, null],
      ]);
      expect(await on('2024-04-06', metric)).toEqual([
        ['Z of kept', 'Negotiation', 0.6],
        ['Z of lost', 'Negotiation', 0.6],
      ]);
    }
  });
});
