import { describe, expect, it } from 'vitest';
import { askedThresholds, thresholdRange, thresholdsAfter } from './threshold-range.ts';

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

  it('are asked for by an address, no further than they may be moved', () => {
    const range = { low: -2900, high: 23_000 };
    const now = { review: 4000, match: 9050 };
    const asked = (text: string) => askedThresholds(new URLSearchParams(text), now, range);
    expect(asked('')).toEqual(now);
    expect(asked('match=12.5')).toEqual({ review: 4000, match: 12_500 });
    expect(asked('match=900&review=-900')).toEqual({ review: -2900, match: 23_000 });
    expect(asked('match=x&review=')).toEqual(now);
    expect(asked('review=20')).toEqual({ review: 9050, match: 9050 });
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
