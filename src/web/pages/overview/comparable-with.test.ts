import { describe, expect, it } from 'vitest';
import type { Column } from '../../../contract/api/cell.ts';
import { comparableWith } from './comparable-with.ts';

const column = (name: string, knownFrom?: string): Column => ({
  name,
  kind: 'metric',
  type: 'number',
  ...(knownFrom === undefined ? {} : { knownFrom }),
});
const compares = ['previous_period', 'previous_year'] as const;

describe('[QUERY-13] what a figure is compared with', () => {
  it.each([
    [undefined, undefined, ['previous_period', 'previous_year'], undefined],
    [undefined, '2025-03-01', ['previous_period'], '2025-03-01'],
    ['2026-06-30', '2026-06-30', [], '2026-06-30'],
  ])('period before known from %s, year before from %s: %j', (period, year, comparable, knownFrom) => {
    const columns = [
      column('weighted_pipeline'),
      column('weighted_pipeline__previous_period', period),
      column('weighted_pipeline__previous_year', year),
      column('win_rate__previous_period', '2020-01-01'),
    ];
    expect(comparableWith({ columns }, 'weighted_pipeline', compares)).toEqual({ comparable, knownFrom });
  });
});
