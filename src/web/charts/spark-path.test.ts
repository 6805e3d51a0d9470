import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sparkPath } from './spark-path.ts';

describe('a sparkline', () => {
  it('draws from the lowest value at the bottom to the highest at the top', () => {
    expect(sparkPath([0, 5, 10], 100, 20)).toEqual({
      line: 'M0.0,20.0L50.0,10.0L100.0,0.0',
      area: 'M0.0,20.0L50.0,10.0L100.0,0.0L100.0,20L0.0,20Z',
      end: { x: 100, y: 0 },
    });
  });

  it('leaves a gap where a value is missing instead of inventing one', () => {
    expect(sparkPath([1, null, 2, 3], 90, 10).line.match(/M/g)).toHaveLength(2);
  });

  it('never leaves its box, and says nothing for nothing', () => {
    expect(sparkPath([null, null], 10, 10).line).toBe('');
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 40 }),
        (values) => {
          const { end } = sparkPath(values, 80, 20);
          expect(end && end.x >= 0 && end.x <= 80 && end.y >= -1e-9 && end.y <= 20 + 1e-9).toBe(true);
        },
      ),
    );
  });
});
