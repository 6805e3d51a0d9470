import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pairCollector, sortPairs } from './pair-list.ts';

const records = 40;

it('[LINK-3] pairs are put in the order of their records, many of one record too', () => {
  const pair = fc.record({
    left: fc.oneof(fc.constant(7), fc.nat(records - 1)),
    right: fc.nat(records - 1),
    low: fc.integer(),
    high: fc.integer(),
    kept: fc.nat(1),
  });
  // One for all: what one list held must not show in the next.
  const { add, take } = pairCollector();
  fc.assert(
    fc.property(
      fc.uniqueArray(pair, { maxLength: 120, selector: ({ left, right }) => left * records + right }),
      (drawn) => {
        for (const { left, right, low, high, kept } of drawn) add(left, right, low, high, kept);
        const sorted = sortPairs(take(), records);
        const wanted = [...drawn].sort((a, b) => a.left - b.left || a.right - b.right);
        expect(
          Array.from({ length: sorted.size }, (_, at) => ({
            left: sorted.left[at],
            right: sorted.right[at],
            low: sorted.low[at],
            high: sorted.high[at],
            kept: sorted.kept[at],
          })),
        ).toEqual(wanted);
      },
    ),
  );
});
