import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidateShares, expectedMatches, randomShares } from './sample-shares.ts';

const sizes = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 4 });
/** How many pairs are expected when these shares are drawn; all alike where records of one relation make pairs. */
const pairs = (perRelation: readonly number[], shares: readonly number[], within: boolean): number => {
  let sum = 0;
  for (const [a, n] of perRelation.entries())
    for (const [b, m] of perRelation.entries())
      if (a < b || (within && a === b))
        sum += (a === b ? (n * (n - 1)) / 2 : n * m) * (shares[a] ?? 0) * (shares[b] ?? 0);
  return sum;
};

describe('[LINK-7] shares of records to draw', () => {
  it('for random pairs: as many pairs as wanted, or all there are, whatever the sizes of the relations', () => {
    fc.assert(
      fc.property(sizes, fc.boolean(), (perRelation, within) => {
        const shares = randomShares(perRelation, within, 150_000);
        for (const share of shares) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        const drawn = pairs(perRelation, shares, within);
        const possible = pairs(
          perRelation,
          perRelation.map(() => 1),
          within,
        );
        if (possible > 0) expect(drawn / Math.min(possible, 150_000)).toBeCloseTo(1, 6);
      }),
    );
  });

  it('for random pairs of a short list and a long one: all of the short', () => {
    expect(randomShares([1, 1_000_000], false, 150_000)).toEqual([1, expect.closeTo(0.15, 6)]);
    const [few = 0, many = 0] = randomShares([30, 200_000], false, 150_000);
    expect([few, many * 200_000]).toEqual([1, expect.closeTo(5_000, 3)]);
    const [own = 0, other = 0] = randomShares([5_000, 5_000], false, 150_000);
    expect([own * 5_000, other * 5_000]).toEqual([expect.closeTo(387.298, 3), expect.closeTo(387.298, 3)]);
  });

  it('for candidate pairs: those of the longer list, whose share is that of the pairs', () => {
    expect(candidateShares([1, 1_000_000], false, 0.5)).toEqual({ shares: [0, 0.5], formed: 0.5 });
    expect(candidateShares([1_000_000, 1], false, 0.5)).toEqual({ shares: [0.5, 0], formed: 0.5 });
    expect(candidateShares([9, 9], false, 2)).toEqual({ shares: [1, 1], formed: 1 });
    const { shares, formed } = candidateShares([9, 9], true, 0.75);
    expect(shares).toEqual([0.5, 0.5]);
    expect(formed).toBe(0.75);
  });

  it('expect no more matches than the shorter lists have records for', () => {
    expect(expectedMatches([5_000], true)).toBe(1_000);
    expect(expectedMatches([5_000, 5_000], false)).toBe(2_000);
    expect(expectedMatches([1, 200_000], false)).toBe(0.4);
    fc.assert(
      fc.property(sizes, (perRelation) => {
        const all = perRelation.reduce((sum, n) => sum + n, 0);
        expect(expectedMatches(perRelation, false)).toBeLessThanOrEqual(
          0.4 * (all - Math.max(...perRelation)) + 1e-9,
        );
      }),
    );
  });
});
