import { describe, expect, it } from 'vitest';
import { linkThreads } from '../../../pipelines/identity/link/link-threads.ts';
import type { WorkTask } from '../../../src/stats/linkage/code/part-work.ts';

/** Five rules over four records of two fields: two, or all, agree. */
const task: WorkTask<'block'> = {
  features: {
    records: 4,
    codes: [Int32Array.of(1, 1, 2, 1), Int32Array.of(1, 2, 2, 1)],
    relation: new Uint8Array(4),
  },
  rules: [
    [{ field: 0, size: 3 }],
    [{ field: 1, size: 3 }],
    [
      { field: 0, size: 3 },
      { field: 1, size: 3 },
    ],
    [{ field: 0, size: 2, partOf: Int32Array.of(0, 1, 1) }],
    [{ field: 1, size: 2, words: { from: Int32Array.of(0, 0, 1, 1), codes: Int32Array.of(1) } }],
  ],
  largest: 10,
  relations: undefined,
};

describe('[LINK-3] work in parts', () => {
  it.each([0, 1, 2])('gives the same in the same order with %i threads beside this one', async (beside) => {
    const threads = linkThreads(beside);
    try {
      for (const round of [1, 2]) {
        const blocks = await threads.run('block', task, 5);
        expect(blocks.map(({ members }) => [round, ...members])).toEqual([
          [round, 0, 1, 3],
          [round, 0, 3, 1, 2],
          [round, 0, 3],
          [round, 0, 1, 2, 3],
          [round, 0, 3],
        ]);
      }
    } finally {
      await threads.close();
    }
  });

  it('says so when a thread cannot do its part, or is gone, instead of waiting for ever', async () => {
    const threads = linkThreads(1);
    const broken = { ...task, rules: undefined } as unknown as WorkTask<'block'>;
    await expect(threads.run('block', broken, 3)).rejects.toThrow();
    await threads.close();
    await expect(threads.run('block', task, 5)).rejects.toMatchObject({ code: 'internal' });
  });
});
