import { expect, it } from 'vitest';
import { loadThreads } from './load-threads.ts';

it('A load of short files runs on one thread, one with a long file on as many as the engine likes', () => {
  expect(loadThreads([])).toBe(1);
  expect(loadThreads([1_000, 8_000_000])).toBe(1);
  expect(loadThreads([1_000, 8_000_001])).toBeUndefined();
});
