import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { querySchema } from '../contract/query.ts';
import { toDay, toIso } from './civil-date.ts';
import { hasBegun, type KnownPart, knownPart, unknownBefore } from './known-part.ts';
import { rowPolicy } from './policy.ts';
import { metricById, metricDefinitions } from './registry.ts';
import { resolveQuery } from './resolve-query.ts';

const executive = rowPolicy({ userId: 'test', roles: ['executive'], scope: {} });
const orders = '2023-07-03';
/** As from an ERP since July and a CRM since May of 2023, with 180 days to be lost. */
const factsKnownFrom = {
  order: orders,
  invoice: orders,
  receivable: orders,
  stock: orders,
  opportunity: '2023-05-02',
  case: '2023-05-02',
  customer_event: '2023-12-30',
};

const before = (metric: string, from: string, to: string, more = {}) =>
  unknownBefore(
    metricById(metric),
    [],
    { from: toDay(from), to: toDay(to), compared: true },
    { factsKnownFrom, ...more },
  );

describe('[QUERY-14] what a figure may be compared with', () => {
  it.each([
    ['revenue', '2023-06-25', '2023-12-01', orders],
    ['revenue', '2023-06-26', '2023-12-01', undefined],
    ['win_rate', '2023-04-24', '2023-05-20', '2023-05-02'],
    ['win_rate', '2023-04-25', '2023-05-20', undefined],
    // A balance is that of one day, whenever its window begins.
    ['receivables', '2023-01-01', orders, orders],
    ['receivables', '2023-01-01', '2023-07-04', undefined],
    // At the start of turns there must have been stock to turn.
    ['inventory_turns', orders, '2024-07-03', orders],
    ['inventory_turns', '2023-07-04', '2024-07-04', undefined],
    // One part is enough.
    ['pipeline_coverage', '2023-06-01', '2023-07-01', orders],
    ['days_sales_outstanding', '2023-06-01', '2023-08-01', orders],
    // A record's own making day lies before the data of any year.
    ['known_customers', '2020-01-01', '2021-01-01', undefined],
  ])('%s of %s to %s lacks data before %s', (metric, from, to, day) => {
    expect(before(metric, from, to)).toEqual(day === undefined ? undefined : { from: day, lacking: 'data' });
  });

  it('who is new or lost needs the days in which a customer is lost as well', () => {
    for (const metric of ['new_customers', 'lost_customers']) {
      expect(before(metric, '2023-12-01', '2024-03-01')).toEqual({ from: '2023-12-30', lacking: 'past' });
      expect(before(metric, '2023-12-23', '2024-03-01')).toBeUndefined();
    }
  });

  it('of stages and data that are both not known, the later day is told', () => {
    const stages = (day: string) =>
      before('weighted_pipeline', '2023-01-01', '2023-05-02', { stagesKnownFrom: day });
    expect(stages('2024-02-10')).toEqual({ from: '2024-02-10', lacking: 'stages' });
    expect(stages('2023-05-01')).toEqual({ from: '2023-05-02', lacking: 'data' });
  });

  it('a generation that does not say when its data begin withholds nothing', () => {
    expect(before('revenue', '2000-01-01', '2001-01-01', { factsKnownFrom: {} })).toBeUndefined();
    expect(before('revenue', '2000-01-01', '2001-01-01', { factsKnownFrom: undefined })).toBeUndefined();
  });

  it('every metric is of data that begin, but those dated by a record’s own making day', () => {
    expect(metricDefinitions.filter((metric) => !hasBegun(metric)).map(({ id }) => id)).toEqual([
      'known_customers',
      'one_system_customers',
    ]);
  });

  describe('in any question', () => {
    const day = fc.integer({ min: toDay('2022-06-01'), max: toDay('2025-06-30') });
    const question = fc.record({
      metric: fc.constantFrom(...metricDefinitions.map(({ id }) => id)),
      from: day,
      days: fc.integer({ min: 1, max: 400 }),
      known: fc.dictionary(fc.constantFrom(...Object.keys(factsKnownFrom)), day),
      stages: fc.option(day, { nil: undefined }),
      earlier: fc.integer({ min: 0, max: 200 }),
      date: fc.constantFrom([], ['date.day'], ['date.week'], ['date.month'], ['date.year']),
    });
    type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;
    const resolved = ({ metric, from, days, date }: Question) =>
      resolveQuery(
        querySchema.parse({
          metrics: [metric],
          dimensions: date,
          window: { from: toIso(from), to: toIso(from + days) },
          compare: ['previous_period', 'previous_year'],
        }),
        executive,
        {},
      );
    const context = ({ known, stages }: Question, earlier = 0) => ({
      factsKnownFrom: Object.fromEntries(
        Object.entries(known).map(([fact, on]) => [fact, toIso(on - earlier)]),
      ),
      ...(stages === undefined ? {} : { stagesKnownFrom: toIso(stages - earlier) }),
    });
    const isKnown = (part: KnownPart | undefined, label: number): boolean =>
      part === undefined || (part.step !== undefined && label >= toDay(part.step));

    it('the value of the window asked for is that of a generation that does not say when its data begin', () => {
      fc.assert(
        fc.property(question, (each) => {
          const [metric, whole] = [metricById(each.metric), context(each)];
          const { factsKnownFrom: _, ...without } = whole;
          expect(knownPart(metric, resolved(each), 0, whole)).toEqual(
            knownPart(metric, resolved(each), 0, without),
          );
        }),
      );
    });

    it('a step is compared exactly where its counterpart alone would be', () => {
      fc.assert(
        fc.property(question, fc.constantFrom(1, 2), (each, at) => {
          const metric = metricById(each.metric);
          const asked = resolved(each);
          const { series, windows } = asked;
          const part = knownPart(metric, asked, at, context(each));
          const steps = series ? (windows[at]?.steps ?? []) : [windows[at]];
          for (const [step, span] of steps.entries())
            if (span)
              expect(isKnown(part, series?.[step]?.label ?? 0), `step ${step}`).toBe(
                unknownBefore(metric, [], { ...span, compared: true }, context(each)) === undefined,
              );
        }),
      );
    });

    it('data that reach further back never withhold more', () => {
      fc.assert(
        fc.property(question, fc.constantFrom(1, 2), (each, at) => {
          const metric = metricById(each.metric);
          const asked = resolved(each);
          const [now, then] = [context(each), context(each, each.earlier)].map((known) =>
            knownPart(metric, asked, at, known),
          );
          for (const { label } of asked.series ?? [{ label: 0 }])
            if (isKnown(now, label)) expect(isKnown(then, label)).toBe(true);
        }),
      );
    });
  });
});
