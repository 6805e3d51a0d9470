import { describe, expect, it } from 'vitest';
import type { Compare } from '../contract/query.ts';
import { buckets, dayWindow, type Grain } from './buckets.ts';
import { toIso } from './civil-date.ts';
import { compareBuckets, compareWindow } from './compare-window.ts';

const of = (from: string, to: string, compare: Compare): string[] => {
  const past = compareWindow(dayWindow({ from, to }), compare);
  return [toIso(past.from), toIso(past.to)];
};
const steps = (from: string, to: string, grain: Grain, compare: Compare): (string | undefined)[] => {
  const window = dayWindow({ from, to });
  return compareBuckets(window, buckets(window, grain), grain, compare).map((step) =>
    step ? `${toIso(step.from)}/${toIso(step.to)}` : undefined,
  );
};

describe('comparison windows', () => {
  it.each([
    ['2026-04-01', '2026-07-01', '2026-01-01', '2026-04-01'],
    ['2026-03-01', '2026-04-01', '2026-02-01', '2026-03-01'],
    ['2026-01-01', '2026-02-01', '2025-12-01', '2026-01-01'],
    ['2026-06-10', '2026-06-17', '2026-06-03', '2026-06-10'],
    ['2024-02-29', '2024-03-01', '2024-02-28', '2024-02-29'],
    ['2024-03-01', '2024-03-31', '2024-01-31', '2024-03-01'],
  ])('[QUERY-4] the period before [%s, %s) is [%s, %s)', (from, to, pastFrom, pastTo) => {
    expect(of(from, to, 'previous_period')).toEqual([pastFrom, pastTo]);
  });

  it.each([
    ['2024-02-01', '2024-03-01', '2023-02-01', '2023-03-01'],
    ['2025-02-01', '2025-03-01', '2024-02-01', '2024-03-01'],
    ['2024-02-15', '2024-02-29', '2023-02-15', '2023-03-01'],
    ['2024-02-29', '2024-03-01', '2023-02-28', '2023-03-01'],
    ['2024-02-29', '2024-03-31', '2023-03-01', '2023-03-31'],
    ['2023-12-31', '2024-01-01', '2022-12-31', '2023-01-01'],
  ])('[QUERY-5] the year before [%s, %s) is [%s, %s)', (from, to, pastFrom, pastTo) => {
    expect(of(from, to, 'previous_year')).toEqual([pastFrom, pastTo]);
  });

  it('[QUERY-6] months of a year are compared with the months of the year before, leap February included', () => {
    expect(steps('2025-01-01', '2025-04-01', 'month', 'previous_year')).toEqual([
      '2024-01-01/2024-02-01',
      '2024-02-01/2024-03-01',
      '2024-03-01/2024-04-01',
    ]);
  });

  it('[QUERY-6] a day without a namesake has no counterpart', () => {
    expect(steps('2024-02-28', '2024-03-02', 'day', 'previous_year')).toEqual([
      '2023-02-28/2023-03-01',
      undefined,
      '2023-03-01/2023-03-02',
    ]);
    expect(steps('2026-03-01', '2026-04-01', 'day', 'previous_period').slice(27)).toEqual([
      '2026-02-28/2026-03-01',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('[QUERY-6] the steps of a comparison cover its window once, for every grain but days', () => {
    for (const grain of ['week', 'month', 'quarter', 'year'] as const)
      for (const compare of ['previous_period', 'previous_year'] as const)
        for (const [from, to] of [
          ['2023-12-31', '2025-03-02'],
          ['2024-02-10', '2024-03-31'],
          ['2024-01-01', '2025-01-01'],
        ] as const) {
          const window = dayWindow({ from, to });
          const past = compareWindow(window, compare);
          let next = past.from;
          for (const step of compareBuckets(window, buckets(window, grain), grain, compare)) {
            if (!step) continue;
            expect(step.from).toBe(next);
            next = step.to;
          }
          expect(next).toBe(past.to);
        }
  });
});
