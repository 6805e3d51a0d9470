import { describe, expect, it } from 'vitest';
import { TandemError } from '../contract/errors.ts';
import { buckets, bucketStart, dayWindow } from './buckets.ts';
import { toDay, toIso } from './civil-date.ts';

describe('windows and their steps', () => {
  it('[QUERY-2] a series has every step, cut to the window, named by its first day', () => {
    const series = buckets(dayWindow({ from: '2024-01-15', to: '2024-04-02' }), 'month');
    expect(series.map(({ label, from, to }) => [label, from, to].map(toIso))).toEqual([
      ['2024-01-01', '2024-01-15', '2024-02-01'],
      ['2024-02-01', '2024-02-01', '2024-03-01'],
      ['2024-03-01', '2024-03-01', '2024-04-01'],
      ['2024-04-01', '2024-04-01', '2024-04-02'],
    ]);
  });

  it('[QUERY-2] weeks begin on Monday, also before 1970', () => {
    for (const [day, monday] of [
      ['2024-01-01', '2024-01-01'],
      ['2024-01-07', '2024-01-01'],
      ['1969-12-31', '1969-12-29'],
    ] as const)
      expect(toIso(bucketStart(toDay(day), 'week'))).toBe(monday);
  });

  it.each([
    ['2024-02-30', '2024-03-01'],
    ['2024-03-01', '2024-03-01'],
    ['2024-03-02', '2024-03-01'],
    ['1800-01-01', '2024-03-01'],
    ['2024-13-01', '2025-03-01'],
    [`2024-01-01'--`, '2025-03-01'],
  ])('[QUERY-1] refuses the window [%s, %s)', (from, to) => {
    expect(() => dayWindow({ from, to })).toThrow(TandemError);
  });

  it('[QUERY-2] refuses a series of more than 4,000 steps', () => {
    expect(() => buckets(dayWindow({ from: '2000-01-01', to: '2020-01-01' }), 'day')).toThrow(TandemError);
  });

  it('[QUERY-2] fiscal years begin with the first month of the workspace, their quarters every third month from there', () => {
    const labels = (grain: 'fiscal_quarter' | 'fiscal_year', month: number): string[] =>
      buckets(dayWindow({ from: '2024-01-15', to: '2025-03-02' }), grain, month).map(({ label }) =>
        toIso(label),
      );
    expect(labels('fiscal_year', 4)).toEqual(['2023-04-01', '2024-04-01']);
    expect(labels('fiscal_year', 2)).toEqual(['2023-02-01', '2024-02-01', '2025-02-01']);
    expect(labels('fiscal_quarter', 11)).toEqual([
      '2023-11-01',
      '2024-02-01',
      '2024-05-01',
      '2024-08-01',
      '2024-11-01',
      '2025-02-01',
    ]);
  });
});
