import type { WaterfallStep } from '../../../charts/figure-model.ts';

export interface Addend {
  readonly label: string;
  readonly note: string;
  /** Thousandths of a bit. */
  readonly weight: number;
}

/**
 * A sum as steps, in the order given, each from the sum before to the sum after, then the total from zero.
 * Weights in bits.
 */
export const waterfallSteps = (addends: readonly Addend[], totalLabel: string): WaterfallStep[] => {
  let sum = 0;
  const steps = addends.map(({ label, note, weight }): WaterfallStep => {
    const from = sum;
    sum += weight;
    return { label, note, from: from / 1000, to: sum / 1000, isTotal: false };
  });
  return [...steps, { label: totalLabel, note: '', from: 0, to: sum / 1000, isTotal: true }];
};
