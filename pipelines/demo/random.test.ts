import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';
import { salesforceId } from './record-id.ts';
import { lineTotal } from './orders.ts';

const draws = (random: Random, n: number): number[] => Array.from({ length: n }, () => random.next());

describe('seeded streams', () => {
  it('repeat for the same seed, name and number, and differ otherwise', () => {
    fc.assert(
      fc.property(fc.nat(), fc.string({ minLength: 1 }), fc.nat(), (seed, name, number) => {
        const one = draws(new Random(seed, name, number), 4);
        expect(draws(new Random(seed, name, number), 4)).toEqual(one);
        expect(draws(new Random(seed, `${name}x`, number), 4)).not.toEqual(one);
        expect(draws(new Random(seed, name, number + 1), 4)).not.toEqual(one);
      }),
    );
  });

  it('are uniform, normal, log-normal with mean 1, exponential', () => {
    const random = new Random(1, 'moments');
    const n = 40_000;
    const mean = (draw: () => number): number => Array.from({ length: n }, draw).reduce((a, b) => a + b) / n;
    expect(mean(() => random.next())).toBeCloseTo(0.5, 2);
    expect(mean(() => random.normal())).toBeCloseTo(0, 1);
    expect(mean(() => random.normal() ** 2)).toBeCloseTo(1, 1);
    expect(mean(() => random.lognormal(0.5))).toBeCloseTo(1, 1);
    expect(mean(() => random.exponential(4))).toBeCloseTo(0.25, 2);
    expect(mean(() => random.round(2.3))).toBeCloseTo(2.3, 1);
  });

  it('of neighbouring numbers are not alike', () => {
    const first = Array.from({ length: 2000 }, (_, number) => new Random(7, 'order', number).next());
    const mean = first.reduce((a, b) => a + b) / first.length;
    let together = 0;
    for (let i = 1; i < first.length; i++)
      together += ((first[i] ?? 0) - mean) * ((first[i - 1] ?? 0) - mean);
    expect(mean).toBeCloseTo(0.5, 1);
    expect(Math.abs(together / first.length / (1 / 12))).toBeLessThan(0.08);
  });
});

describe('ids and amounts', () => {
  it('Salesforce ids end with the checksum of their upper-case letters', () => {
    for (const number of [1, 61, 62, 12_345, 50_000_000_007]) {
      const id = salesforceId('001', number);
      expect(id).toMatch(/^0015g0000[0-9A-Za-z]{6}[A-Z0-5]{3}$/);
      const bits = [0, 5, 10].map((from) =>
        Array.from(id.slice(from, from + 5)).reduce(
          (sum, letter, i) => sum + (/[A-Z]/.test(letter) ? 1 << i : 0),
          0,
        ),
      );
      expect(id.slice(15)).toBe(bits.map((value) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'[value]).join(''));
    }
    expect(new Set(Array.from({ length: 5000 }, (_, i) => salesforceId('003', i))).size).toBe(5000);
  });

  it('a line total is quantity × price less half-percent discounts, in whole cents', () => {
    expect(lineTotal(3, 1999, 0)).toBe(5997);
    expect(lineTotal(3, 1999, 12.5)).toBe(5247);
    expect(lineTotal(1, 1, 50)).toBe(1);
  });
});
