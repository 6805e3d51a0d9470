import type { Tone } from '../../../charts/figure-model.ts';

export interface HistogramColumn {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly tone: Tone;
}

/**
 * Pairs by weight (thousandths of a bit, steps of one bit) as columns in bits, without a gap from the lowest to the
 * highest. The colour says what becomes of most of the step: nothing, review, match.
 */
export const histogramColumns = (
  histogram: readonly { readonly from: number; readonly pairs: number }[],
  review: number,
  match: number,
): HistogramColumn[] => {
  if (histogram.length === 0) return [];
  const pairs = new Map(histogram.map((step) => [Math.floor(step.from / 1000), step.pairs]));
  const low = Math.min(...pairs.keys());
  const high = Math.max(...pairs.keys());
  return Array.from({ length: high - low + 1 }, (_, index) => {
    const from = low + index;
    const middle = from * 1000 + 500;
    const tone = middle >= match ? 'erp' : middle >= review ? 'crm' : 'plain';
    return { from, to: from + 1, value: pairs.get(from) ?? 0, tone };
  });
};
