import { describe, expect, it } from 'vitest';
import { histogramColumns } from './histogram-columns.ts';

describe('pairs by weight', () => {
  it('have a column for each bit, empty ones too, coloured by what the thresholds make of them', () => {
    const columns = histogramColumns(
      [
        { from: 8000, pairs: 7 },
        { from: 12_000, pairs: 40 },
        { from: -1000, pairs: 3 },
      ],
      4000,
      9000,
    );
    expect(columns).toHaveLength(14);
    expect(columns[0]).toEqual({ from: -1, to: 0, value: 3, tone: 'plain' });
    expect(columns.find(({ from }) => from === 8)).toEqual({ from: 8, to: 9, value: 7, tone: 'crm' });
    expect(columns.find(({ from }) => from === 10)).toEqual({ from: 10, to: 11, value: 0, tone: 'erp' });
    expect(columns.at(-1)).toEqual({ from: 12, to: 13, value: 40, tone: 'erp' });
    expect(columns.reduce((sum, { value }) => sum + value, 0)).toBe(50);
  });

  it('are none where nothing was compared', () => {
    expect(histogramColumns([], 0, 0)).toEqual([]);
  });
});
