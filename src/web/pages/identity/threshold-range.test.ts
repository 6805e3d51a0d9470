import { describe, expect, it } from 'vitest';
import { thresholdRange, thresholdsAfter } from './threshold-range.ts';

describe('thresholds that a person moves', () => {
  it('move where there are pairs, not where none are kept', () => {
    const histogram = [{ from: -3000 }, { from: 21_000 }];
    expect(thresholdRange(histogram, { review: 4000, match: 9050 })).toEqual({
      low: -4000,
      high: 23_000,
      step: 100,
    });
    expect(thresholdRange(histogram, { review: 4000, match: 9050 }, -2970).low).toBe(-2900);
    expect(thresholdRange([], undefined)).toEqual({ low: -1000, high: 1000, step: 100 });
  });

  it('never cross: the other one moves along', () => {
    expect(thresholdsAfter({ review: 4000, match: 9000 }, 'review', 10_000)).toEqual({
      review: 10_000,
      match: 10_000,
    });
    expect(thresholdsAfter({ review: 4000, match: 9000 }, 'match', 3000)).toEqual({
      review: 3000,
      match: 3000,
    });
    expect(thresholdsAfter({ review: 4000, match: 9000 }, 'match', 12_000)).toEqual({
      review: 4000,
      match: 12_000,
    });
  });
});
