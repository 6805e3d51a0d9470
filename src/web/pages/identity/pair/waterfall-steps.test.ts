import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { waterfallSteps } from './waterfall-steps.ts';

describe('how a match weight comes about', () => {
  it('begins at the prior, goes up and down field by field, and ends at the total', () => {
    const steps = waterfallSteps(
      [
        { label: 'Before any field', note: '', weight: -9500 },
        { label: 'Name', note: 'same', weight: 12_250 },
        { label: 'City', note: 'different', weight: -1750 },
      ],
      'Match weight',
    );
    expect(steps.map(({ from, to }) => [from, to])).toEqual([
      [0, -9.5],
      [-9.5, 2.75],
      [2.75, 1],
      [0, 1],
    ]);
    expect(steps.at(-1)).toEqual({ label: 'Match weight', note: '', from: 0, to: 1, isTotal: true });
  });

  it('leaves no gap between steps, and the total is the sum to the thousandth', () => {
    const weight = fc.integer({ min: -30_000, max: 30_000 });
    fc.assert(
      fc.property(fc.array(weight, { minLength: 1, maxLength: 20 }), (weights) => {
        const steps = waterfallSteps(
          weights.map((each) => ({ label: '', note: '', weight: each })),
          '',
        );
        steps.slice(1, -1).forEach((step, at) => expect(step.from).toBe(steps[at]?.to));
        expect(steps.at(-1)?.to).toBe(weights.reduce((a, b) => a + b, 0) / 1000);
      }),
    );
  });
});
