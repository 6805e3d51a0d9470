import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandPrecision, betaBelow, betaBinomialQuantile, betaQuantile } from './band-precision.ts';

const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
const shape = fc.double({ min: 0.05, max: 400, noNaN: true });

/** Of whole shapes the Beta distribution is a sum of binomial chances (DLMF 8.17.5). */
function exactly(x: number, a: number, b: number): number {
  const n = a + b - 1;
  let [sum, choose] = [0, 1];
  for (let j = 0; j <= n; j++) {
    if (j >= a) sum += choose * x ** j * (1 - x) ** (n - j);
    choose = (choose * (n - j)) / (j + 1);
  }
  return sum;
}

describe('[REVIEW-7] precision of a band', () => {
  it('the share of a Beta below a value is the sum of binomial chances', () => {
    const whole = fc.integer({ min: 1, max: 25 });
    fc.assert(
      fc.property(share, whole, whole, (x, a, b) => {
        expect(betaBelow(x, a, b)).toBeCloseTo(exactly(x, a, b), 10);
      }),
    );
  });

  it('a quantile is the value below which that share lies', () => {
    fc.assert(
      fc.property(share, shape, shape, (q, a, b) => {
        const at = betaQuantile(q, a, b);
        if (at > 1e-9 && at < 1 - 1e-9) expect(betaBelow(at, a, b)).toBeCloseTo(q, 6);
      }),
    );
  });

  it('is the mean probability where nobody judged, nears what people said, and is surer the more they said', () => {
    const probabilities = fc.array(share, { minLength: 1, maxLength: 50 }).map((of) => Float64Array.from(of));
    fc.assert(
      fc.property(
        probabilities,
        fc.nat(300),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (of, judged, rate) => {
          const expected = of.reduce((sum, p) => sum + p, 0) / of.length;
          const untouched = bandPrecision(of, of.length, { judged: 0, joined: 0 });
          expect(untouched?.mean).toBeCloseTo(expected, 9);
          const joined = Math.round(judged * rate);
          const told = bandPrecision(of, of.length, { judged, joined });
          expect(told?.mean).toBeCloseTo((10 * expected + joined) / (10 + judged), 9);
          expect(told?.low).toBeLessThanOrEqual(told?.mean ?? 0);
          expect(told?.high).toBeGreaterThanOrEqual(told?.mean ?? 1);
          const more = bandPrecision(of, of.length, { judged: judged + 1, joined: joined + 1 });
          expect(more?.mean).toBeGreaterThan(told?.mean ?? 1);
          expect(more?.low).toBeGreaterThanOrEqual((told?.low ?? 1) - 1e-9);
        },
      ),
    );
  });

  it('among n the share falls out as the Beta-binomial has it: evenly for Beta(1, 1), as a coin for a sure half', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 60 }), (q, n) => {
        expect(betaBinomialQuantile(q, n, 1, 1)).toBe(Math.ceil(q * (n + 1) - 1e-9) - 1);
      }),
    );
    expect(betaBinomialQuantile(0.025, 100, 1e9, 1e9)).toBe(40);
    expect(betaBinomialQuantile(0.975, 100, 1e9, 1e9)).toBe(60);
  });

  it('of few questions the interval is wider than of many with the same chance, and of one it may be either', () => {
    const of = (questions: number) =>
      bandPrecision(Float64Array.of(0.4), questions, { judged: 0, joined: 0 }) ?? expect.unreachable();
    expect([of(1).low, of(1).high]).toEqual([0, 1]);
    expect(of(4).high).toBeGreaterThan(of(400).high);
    expect(of(400).high).toBeCloseTo(betaQuantile(0.975, 4, 6), 1);
    expect(of(400).mean).toBe(of(4).mean);
  });

  it('of the same share, ten times as many judged pairs leave a narrower interval; no pairs have no precision', () => {
    const few = bandPrecision(Float64Array.of(0.5), 1_000, { judged: 10, joined: 5 });
    const many = bandPrecision(Float64Array.of(0.5), 1_000, { judged: 100, joined: 50 });
    const width = (of: typeof few): number => (of?.high ?? 0) - (of?.low ?? 0);
    expect(width(many)).toBeLessThan(width(few) / 1.5);
    expect(bandPrecision(new Float64Array(), 0, { judged: 4, joined: 4 })).toBeUndefined();
  });
});
