import { describe, expect, it } from 'vitest';
import { findFollowed } from './find-followed.ts';
import type { Shape } from './level-contexts.ts';

const prior = [
  { label: 'different', m: 0.1, u: 0.9 },
  { label: 'same', m: 0.9, u: 0.1 },
];
const shape: Shape = {
  fields: 3,
  follows: [undefined, undefined, undefined],
  from: [1, 1, 1],
  priors: [prior, prior, prior],
};
const even = shape.priors.map(() => [[0, 0]]);
/** Field 1 and field 2 agree together in a tenth of the pairs, and never apart; field 0 agrees by itself. */
const random = {
  levels: Int8Array.of(0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1),
  counts: Float64Array.of(81_000, 9_000, 9_000, 1_000),
};
const ties = (known?: { field: number; follows: number }[]): (number | undefined)[] =>
  findFollowed(shape, { random, ...(known && { known }) }, { match: even, neighbour: even }, 1e-6);

describe('[LINK-14] [LINK-33] which field each follows', () => {
  it('is what random pairs show', () => {
    expect(ties()).toEqual([undefined, undefined, 1]);
  });

  it('is known of some: they follow that, and nothing else', () => {
    expect(ties([{ field: 2, follows: 0 }])).toEqual([undefined, undefined, 0]);
    expect(ties([{ field: 0, follows: 1 }])).toEqual([1, undefined, 1]);
  });
});
