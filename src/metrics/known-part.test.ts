import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { querySchema } from '../contract/query.ts';
import { toDay, toIso } from './civil-date.ts';
import { knownPart, needsHistory, unknownBefore } from './known-part.ts';
import { rowPolicy } from './policy.ts';
import { metricById } from './registry.ts';
import { resolveQuery } from './resolve-query.ts';

const executive = rowPolicy({ userId: 'test', roles: ['executive'], scope: {} });
const weighted = metricById('weighted_pipeline');
const day = fc.integer({ min: toDay('2023-01-01'), max: toDay('2026-12-31') });

describe('[QUERY-13] what is known of a metric', () => {
  it.each([
    ['weighted_pipeline', [], true],
    ['pipeline_value', [], false],
    ['pipeline_value', ['region', 'stage'], true],
    ['revenue', ['region'], false],
  ])('%s by %j takes a history: %s', (metric, dimensions, needs) => {
    expect(needsHistory(metricById(metric), dimensions)).toBe(needs);
  });

  it('the end of a window counts: its last day must be one whose stages are known', () => {
    const at = (to: string, stagesKnownFrom?: string) =>
      unknownBefore(
        weighted,
        [],
        { from: toDay('2024-01-01'), to: toDay(to), compared: false },
        { ...(stagesKnownFrom ? { stagesKnownFrom } : {}) },
      );
    expect(at('2024-02-10', '2024-02-10')).toEqual({ from: '2024-02-10', lacking: 'stages' });
    expect(at('2024-02-11', '2024-02-10')).toBeUndefined();
    expect(at('2024-02-10')).toBeUndefined();
  });

  it('a total or a step is known exactly where its last day is, in a window and in what it is compared with', () => {
    const question = fc.record({
      from: day,
      days: fc.integer({ min: 1, max: 400 }),
      known: day,
      date: fc.constantFrom([], ['date.day'], ['date.week'], ['date.month'], ['date.year']),
      at: fc.constantFrom(0, 1, 2),
    });
    fc.assert(
      fc.property(question, ({ from, days, known, date, at }) => {
        const query = querySchema.parse({
          metrics: ['weighted_pipeline'],
          dimensions: date,
          window: { from: toIso(from), to: toIso(from + days) },
          compare: ['previous_period', 'previous_year'],
        });
        const resolved = resolveQuery(query, executive, {});
        const part = knownPart(weighted, resolved, at, { stagesKnownFrom: toIso(known) });
        const window = resolved.windows[at];
        const steps = resolved.series ? (window?.steps ?? []) : [window];
        const isShown = (step: number): boolean => {
          const label = resolved.series?.[step]?.label ?? 0;
          return part === undefined || (part.step !== undefined && label >= toDay(part.step));
        };
        for (const [step, span] of steps.entries())
          if (span) expect(isShown(step), `step ${step}`).toBe(span.to - 1 >= known);
        expect(part === undefined).toBe(steps.every((span) => span === undefined || span.to - 1 >= known));
      }),
    );
  });
});
