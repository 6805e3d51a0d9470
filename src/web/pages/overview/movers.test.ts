import { describe, expect, it } from 'vitest';
import type { QueryResult } from '../../../contract/api/query.ts';
import { findMovers } from './movers.ts';
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
  it('finds who fell from a great height as well as who rose', () => {
    const now = result([
      ['a', 'Ada', 100, 90],
      ['b', 'Bo', 80, 20],
    ]);
    const before = result([
      ['c', 'Cid', null, 95],
      ['a', 'Ada', 100, 90],
    ]);
    expect(findMovers(now, before, names, 2).map(({ label, change }) => [label, change])).toEqual([
      ['Cid', -95],
      ['Bo', 60],
    ]);
  });

  it('counts the unknown member, and leaves out those who did not change', () => {
    expect(
      findMovers(
        result([
          [null, null, 5, 1],
          ['z', 'Zoe', 7, 7],
        ]),
        result([]),
        names,
        5,
      ),
    ).toEqual([{ member: null, label: null, now: 5, before: 1, change: 4 }]);
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

  it('and never for what the reader may not see', () => {
    const queries = overviewQueries({ ...question, allows: (metric) => metric !== 'inventory_value' });
    expect(Object.values(queries).flatMap((query) => query.metrics)).not.toContain('inventory_value');
  });
});
