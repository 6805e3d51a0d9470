import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandPrecision, betaBelow, betaQuantile } from './band-precision.ts';

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
    const probabilities = fc.array(share, { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(
        probabilities,
        fc.nat(300),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (of, judged, rate) => {
          const expected = of.reduce((sum, p) => sum + p, 0) / of.length;
          const untouched = bandPrecision(of, { judged: 0, joined: 0 });
          expect(untouched?.mean).toBeCloseTo(expected, 9);
          const joined = Math.round(judged * rate);
          const told = bandPrecision(of, { judged, joined });
          expect(told?.mean).toBeCloseTo((10 * expected + joined) / (10 + judged), 9);
          expect(told?.low).toBeLessThanOrEqual(told?.mean ?? 0);
          expect(told?.high).toBeGreaterThanOrEqual(told?.mean ?? 1);
          const more = bandPrecision(of, { judged: judged + 1, joined: joined + 1 });
          expect(more?.mean).toBeGreaterThan(told?.mean ?? 1);
          expect(more?.low).toBeGreaterThanOrEqual((told?.low ?? 1) - 1e-9);
        },
      ),
    );
  });

  it('of the same share, ten times as many judged pairs leave a narrower interval; no pairs have no precision', () => {
    const few = bandPrecision([0.5], { judged: 10, joined: 5 });
    const many = bandPrecision([0.5], { judged: 100, joined: 50 });
    const width = (of: typeof few): number => (of?.high ?? 0) - (of?.low ?? 0);
    expect(width(many)).toBeLessThan(width(few) / 1.5);
    expect(bandPrecision([], { judged: 4, joined: 4 })).toBeUndefined();
  });
});
