import { describe, expect, it } from 'vitest';
import { demoSeed } from '../../../pipelines/demo/demo-seed.ts';
import { bandsOf } from '../../support/accepted-band.ts';
import { demoCustomers } from '../../support/identity-truth.ts';
import { thorough } from '../../support/thorough.ts';

const bits = [-3, -2, -1, 0, 1, 2, 3, 6];
const bands = bits.flatMap((from) => bits.filter((to) => from < to).map((to) => [from, to] as const));

describe('pairs of the demo company to accept at once, by its own truth', () => {
  it.each(thorough ? [demoSeed, 11, 12] : [demoSeed])(
    '[REVIEW-7] seed %i: the share that is right lies in the interval that is told',
    async (seed) => {
      const demo = await demoCustomers(1, seed);
      try {
        const accepted = await bandsOf(demo);
        for (const [from, to] of bands) {
          const { offered, right, precision } = accepted(from * 1000, to * 1000);
          if (precision === undefined) continue;
          const { mean, low, high } = precision;
          const told = `${from}…${to} bits: ${right} of ${offered} right, ${mean.toFixed(3)} expected (${low.toFixed(3)} to ${high.toFixed(3)})`;
          if (to === 3) console.log(`demo seed ${seed}, ${told}`);
          expect(right / offered, told).toBeGreaterThanOrEqual(low);
          expect(right / offered, told).toBeLessThanOrEqual(high);
          if (offered >= 50) expect(Math.abs(right / offered - mean), told).toBeLessThan(0.1);
        }
      } finally {
        demo.remove();
      }
    },
    180_000,
  );
});
