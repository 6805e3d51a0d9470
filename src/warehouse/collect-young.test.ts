import { expect, it } from 'vitest';
import { collectYoung } from './collect-young.ts';

const rounds = 50;

it('what was let go of is collected at once, and the program has no function for it', async () => {
  let collected = 0;
  const registry = new FinalizationRegistry(() => (collected += 1));
  for (let round = 0; round < rounds; round++) {
    registry.register({ round }, round);
    collectYoung();
  }
  await expect.poll(() => collected).toBeGreaterThan(rounds / 2);
  expect('gc' in globalThis).toBe(false);
});
