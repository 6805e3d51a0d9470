import { describe, expect, it } from 'vitest';
import type { QueryResult } from '../../../contract/api/query.ts';
import { moversOf } from './movers.ts';
import { overviewQueries, tileMetrics } from './overview-queries.ts';

const names = { dimension: 'customer', metric: 'revenue', compared: 'revenue__previous_year' };
const result = (rows: QueryResult['rows']): QueryResult => ({
  columns: ['customer', 'customer__label', 'revenue', 'revenue__previous_year'].map((name) => ({
    name,
    kind: 'metric',
    type: 'text',
  })),
  rows,
  source: 'rollup',
  ms: 0,
});

describe('top movers', () => {
  it('keeps the order of the answer, counts the unknown member, and leaves out those who did not change', () => {
    const movers = moversOf(
      result([
        ['c', 'Cid', null, 95],
        [null, null, 5, 1],
        ['z', 'Zoe', 7, 7],
      ]),
      names,
    );
    expect(movers).toEqual([
      { member: 'c', label: 'Cid', now: 0, before: 95, change: -95 },
      { member: null, label: null, now: 5, before: 1, change: 4 },
    ]);
  });
});

describe('the overview asks once', () => {
  const question = {
    window: { from: '2025-07-01', to: '2026-07-01' },
    filters: [],
    compare: 'previous_year' as const,
    bucket: 'date.month' as const,
    movers: 'customer',
  };

  it('in one batch of at most 40 questions', () => {
    const queries = overviewQueries({ ...question, allows: () => true });
    expect(Object.keys(queries).length).toBeLessThanOrEqual(40);
    for (const metric of tileMetrics.flat()) expect(queries).toHaveProperty([`tile.${metric}`]);
  });

  it('for those who moved most, however they moved', () => {
    const { movers } = overviewQueries({ ...question, allows: () => true });
    expect(movers?.order).toEqual([{ by: 'revenue__moved_previous_year', direction: 'desc' }]);
  });

  it('and never for what the reader may not see', () => {
    const queries = overviewQueries({ ...question, allows: (metric) => metric !== 'inventory_value' });
    expect(Object.values(queries).flatMap((query) => query.metrics)).not.toContain('inventory_value');
  });
});
