import { describe, expect, it } from 'vitest';
import { querySchema, type QueryInput } from '../contract/query.ts';
import { mergeQueries } from './merge-queries.ts';

const window = { from: '2026-01-01', to: '2026-07-01' };
const merge = (queries: Record<string, QueryInput>) =>
  mergeQueries(Object.entries(queries).map(([name, query]) => [name, querySchema.parse(query)]));
const summary = (queries: Record<string, QueryInput>) =>
  merge(queries).map(({ query, names }) => [names.toSorted().join(' '), query.metrics.toSorted().join(' ')]);

describe('[QUERY-12] questions that differ only in what they measure are one', () => {
  it('totals of one window', () => {
    expect(
      summary({ a: { metrics: ['revenue'], window }, b: { metrics: ['backlog', 'revenue'], window } }),
    ).toEqual([['a b', 'backlog revenue']]);
  });

  it('but not those of another window, filter or step', () => {
    const filters = [{ dimension: 'region', op: 'in' as const, values: ['Europe'] }];
    const queries = {
      a: { metrics: ['revenue'], window },
      b: { metrics: ['revenue'], window: { ...window, to: '2026-06-01' } },
      c: { metrics: ['revenue'], window, filters },
      d: { metrics: ['revenue'], window, dimensions: ['date.month'] },
    };
    expect(merge(queries)).toHaveLength(4);
  });

  it('a question that is part of another costs nothing', () => {
    const series = { window, dimensions: ['date.month'] };
    expect(
      summary({
        spark: { ...series, metrics: ['revenue'] },
        chart: { ...series, metrics: ['revenue', 'order_intake'], compare: ['previous_year'] },
      }),
    ).toEqual([['chart spark', 'order_intake revenue']]);
  });

  it('questions by members or in an order stay alone, because their rows differ', () => {
    const by = { window, dimensions: ['region'] };
    expect(merge({ a: { ...by, metrics: ['revenue'] }, b: { ...by, metrics: ['backlog'] } })).toHaveLength(2);
    const order = [{ by: 'revenue', direction: 'desc' as const }];
    expect(
      merge({ a: { metrics: ['revenue'], window, order }, b: { metrics: ['backlog'], window } }),
    ).toHaveLength(2);
  });

  it('never more than twenty metrics at once, and none is lost', () => {
    const many = Object.fromEntries(
      Array.from({ length: 45 }, (_, at) => [`q${at}`, { metrics: [`m${at}`], window }]),
    );
    const merged = merge(many);
    expect(merged.flatMap(({ names }) => names).toSorted()).toEqual(Object.keys(many).toSorted());
    for (const { query } of merged) expect(query.metrics.length).toBeLessThanOrEqual(20);
  });
});
