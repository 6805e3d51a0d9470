import { describe, expect, it } from 'vitest';
import type { Column } from '../../../contract/api/cell.ts';
import { comparableWith, isWithheld, uncompared } from './comparable-with.ts';

const column = (name: string, knownFrom?: string): Column => ({
  name,
  kind: 'metric',
  type: 'number',
  ...(knownFrom === undefined ? {} : { knownFrom }),
});
const compares = ['previous_period', 'previous_year'] as const;

describe('[QUERY-13] [QUERY-14] what a figure is compared with', () => {
  it.each([
    [undefined, undefined, ['previous_period', 'previous_year'], undefined],
    [undefined, '2025-03-01', ['previous_period'], '2025-03-01'],
    ['2026-06-30', '2026-06-30', [], '2026-06-30'],
    ['2023-07-01', '2023-12-28', [], '2023-12-28'],
    ['2023-12-28', '2023-07-01', [], '2023-12-28'],
  ])('period before known from %s, year before from %s: %j', (period, year, comparable, knownFrom) => {
    const columns = [
      column('weighted_pipeline'),
      column('weighted_pipeline__previous_period', period),
      column('weighted_pipeline__previous_year', year),
      column('win_rate__previous_period', '2020-01-01'),
    ];
    const against = comparableWith({ columns }, 'weighted_pipeline', compares);
    expect([against.comparable, against.missing?.knownFrom]).toEqual([comparable, knownFrom]);
    expect(against.only).toBe(comparable.length === 1 ? 'previous_year' : undefined);
  });

  it('a series that is known from some step on is compared from there', () => {
    const columns = [
      column('revenue__previous_year', '2023-07-01'),
      { ...column('order_intake__previous_year', '2023-07-02'), knownStep: '2024-07-01' },
      column('backlog__previous_year'),
    ];
    const found = uncompared({ columns }, ['revenue', 'order_intake', 'backlog'], ['previous_year']);
    expect(found.map((each) => [each.name, isWithheld(each)])).toEqual([
      ['order_intake__previous_year', false],
      ['revenue__previous_year', true],
    ]);
  });
});
