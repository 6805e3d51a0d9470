import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldWeights } from '../weigh/field-weights.ts';
import type { FieldBound } from './bound-tables.ts';
import { pairBound } from './pair-bound.ts';
import { rowStride } from '../code/record-features.ts';

const [fields, levels] = [4, 3];
const ascending = fc
  .array(fc.integer({ min: -8_000, max: 12_000 }), { minLength: levels, maxLength: levels })
  .map((weights) => weights.sort((a, b) => a - b));

/** Each field may follow one before it, told by a number; 0 is none. */
const weights = fc
  .array(
    fc.record({
      alone: ascending,
      agrees: ascending,
      differs: ascending,
      follows: fc.nat(fields),
      from: fc.integer({ min: 1, max: 2 }),
    }),
    {
      minLength: fields,
      maxLength: fields,
    },
  )
  .map((drawn) =>
    drawn.map(({ alone, agrees, differs, follows, from }, at): FieldWeights => {
      const field = follows - 1;
      return field < 0 || field >= at ? { alone } : { alone, follows: { field, from, agrees, differs } };
    }),
  );

/** Of each field: 0 nothing is said, 1 the same value, 2 and on: values that differ at that level less 2. */
const said = fc.array(fc.nat(levels), { minLength: fields, maxLength: fields });

function exact(of: readonly FieldWeights[], pair: readonly number[], add: readonly number[]): number {
  const level = pair.map((one) => (one === 0 ? -1 : one === 1 ? levels - 1 : one - 2));
  return of.reduce((sum, { alone, follows }, at) => {
    const own = level[at] ?? -1;
    if (own < 0) return sum;
    const beside = follows === undefined ? -1 : (level[follows.field] ?? -1);
    const agrees = follows !== undefined && beside >= follows.from;
    const table = follows === undefined || beside < 0 ? alone : agrees ? follows.agrees : follows.differs;
    const rare = own === levels - 1 && !agrees ? (add[at] ?? 0) : 0;
    return sum + (table[own] ?? 0) + rare;
  }, -5_000);
}

describe('[LINK-4] the bound of a pair', () => {
  it('is never below its weight, whatever field follows whichever, and is it where nothing differs', () => {
    fc.assert(
      fc.property(
        weights,
        said,
        fc.array(fc.integer({ min: -3_000, max: 3_000 }), { minLength: fields, maxLength: fields }),
        fc.nat(2_000),
        (of, pair, add, more) => {
          const stride = rowStride(fields);
          const rows = new Int32Array(2 * stride);
          for (const [at, one] of pair.entries()) {
            rows[at] = one === 0 ? 0 : 1;
            rows[stride + at] = one === 0 ? 0 : one === 1 ? 1 : 2;
          }
          const bounds = of.map((own, at): FieldBound => ({
            weights: own,
            rare: Math.max(0, add[at] ?? 0) + more,
            possible: [[{ test: 'always' }]],
            swap: undefined,
          }));
          const bound = (threshold: number): number =>
            pairBound(fields, {
              prior: -5_000,
              fields: bounds,
              threshold,
            })(rows, 0, stride);
          const weight = exact(of, pair, add);
          expect(bound(-100_000)).toBeGreaterThanOrEqual(weight);
          expect(bound(weight)).toBeGreaterThanOrEqual(weight);
          if (more === 0 && add.every((one) => one >= 0) && pair.every((one) => one < 2))
            expect(bound(-100_000)).toBe(weight);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
