import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lastOffset } from './last-offset.ts';

it('the last page of a list begins where its last row is shown, on the boundary of a page', () => {
  expect([lastOffset(0, 50), lastOffset(50, 50), lastOffset(146, 50)]).toEqual([0, 0, 100]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 200 }), (total, size) => {
      const at = lastOffset(total, size);
      expect(at % size).toBe(0);
      expect(at).toBeLessThan(total);
      expect(at + size).toBeGreaterThanOrEqual(total);
    }),
  );
});
