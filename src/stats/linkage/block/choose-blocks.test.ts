import { describe, expect, it } from 'vitest';
import { chooseBlocks } from './choose-blocks.ts';

describe('[LINK-19] rules for blocks', () => {
  const atoms = [
    { field: 0, part: 'value', holds: 0 },
    { field: 1, part: 'value', holds: 0 },
  ];
  const choose = (fits: number): { chosen: number[]; coverage: number } =>
    chooseBlocks({
      atoms,
      present: [1, 1],
      equal: [0.9, 0.7],
      candidates: [
        { atoms: [0], pairs: 0, fits },
        { atoms: [1], pairs: 50_000, fits: 1 },
      ],
      budget: 100_000,
      maxRules: 14,
      overhead: 1_000,
    });

  it('one whose blocks are all too large costs nothing and catches nothing', () => {
    const { chosen, coverage } = choose(0);
    expect(chosen).toEqual([1]);
    expect(coverage).toBeGreaterThan(0.5);
    expect(coverage).toBeLessThan(0.7);
  });

  it('one of which half the records stand in blocks that fit catches half as much, and others make up for it', () => {
    const [half, all] = [choose(0.5), choose(1)];
    expect(half.chosen).toEqual([0, 1]);
    expect(half.coverage).toBeLessThan(all.coverage - 0.05);
    expect(half.coverage).toBeGreaterThan(choose(0).coverage + 0.05);
  });
});
