interface Thresholds {
  readonly review: number;
  readonly match: number;
}

/** Steps of a tenth of a bit: finer than any decision of a person. */
const step = 100;

/**
 * How far thresholds may be moved, in thousandths of a bit: where there are pairs, and a bit beyond, but not below
 * `floor`, under which pairs are not kept and nothing could be told.
 */
export const thresholdRange = (
  histogram: readonly { readonly from: number }[],
  now: Thresholds | undefined,
  floor = -Infinity,
): { readonly low: number; readonly high: number; readonly step: number } => {
  const ends = [
    ...histogram.flatMap(({ from }) => [from, from + 1000]),
    ...(now ? [now.review, now.match] : [0]),
  ];
  const low = Math.max(floor, Math.min(...ends) - 1000);
  const high = Math.max(...ends) + 1000;
  return { low: Math.ceil(low / step) * step, high: Math.ceil(high / step) * step, step };
};

/**
 * The thresholds that an address asks for, in thousandths of a bit, brought to where they may be moved; `otherwise` where it
 * names none.
 */
export const askedThresholds = (
  query: URLSearchParams,
  otherwise: Thresholds,
  { low, high }: { readonly low: number; readonly high: number },
): Thresholds => {
  const read = (name: keyof Thresholds): number => {
    const text = query.get(name);
    const value = Math.round(Number(text) * 1000);
    return text && Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : otherwise[name];
  };
  const match = read('match');
  return { review: Math.min(read('review'), match), match };
};

/** Thresholds after one was moved: `review` never above `match`, the one that is in the way moves along. */
export const thresholdsAfter = (before: Thresholds, which: keyof Thresholds, value: number): Thresholds =>
  which === 'review'
    ? { review: value, match: Math.max(before.match, value) }
    : { review: Math.min(before.review, value), match: value };
