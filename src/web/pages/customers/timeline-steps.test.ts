import { describe, expect, it } from 'vitest';
import { lanesOf, lastDay, stepsFor, stepSpan } from './timeline-steps.ts';

const mark = (kind: 'order' | 'case', on: string, events: number) => ({
  kind,
  on,
  events,
  amount: null,
  flagged: 0,
});

describe('the lanes of a time line', () => {
  it('stand under one another in the order of the contract, each mark in its step', () => {
    const marks = [
      mark('order', '2026-01-05', 2),
      mark('case', '2026-01-12', 1),
      mark('order', '2026-01-12', 3),
    ];
    const { x, lanes } = lanesOf(marks);
    expect(x).toEqual(['2026-01-05', '2026-01-12']);
    expect(lanes.map((lane) => [lane.kind, lane.marks.map((each) => each?.events)])).toEqual([
      ['case', [undefined, 1]],
      ['order', [2, 3]],
    ]);
    expect(lanesOf([])).toEqual({ x: [], lanes: [] });
  });

  it('have steps of whole weeks, months, quarters and years', () => {
    expect(stepSpan('2026-01-26', 'week')).toEqual({ from: '2026-01-26', to: '2026-02-02' });
    expect(stepSpan('2024-02-01', 'month').to).toBe('2024-03-01');
    expect(stepSpan('2025-10-01', 'quarter').to).toBe('2026-01-01');
    expect(stepSpan('2025-01-01', 'year').to).toBe('2026-01-01');
  });

  it('end with the day of the data, or with their last step before it', () => {
    expect(lastDay('2026-06-29', 'week', '2026-06-30')).toBe('2026-06-30');
    expect(lastDay('2026-06-15', 'week', '2026-06-30')).toBe('2026-06-21');
    expect(lastDay('2026-07-06', 'week', '2026-06-30')).toBe('2026-07-12');
    expect(lastDay('2026-04-01', 'quarter', '2026-06-30')).toBe('2026-06-30');
  });

  it('are as many as a screen has room for, within what the server gives', () => {
    expect([stepsFor(390), stepsFor(1440), stepsFor(100), stepsFor(9_000)]).toEqual([36, 186, 12, 200]);
  });
});
