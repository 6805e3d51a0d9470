import { expect, it } from 'vitest';
import { buildThreads } from './build-threads.ts';

it('A build of few rows runs on one thread, a larger one on as many as the engine likes', () => {
  expect(buildThreads(0)).toBe(1);
  expect(buildThreads(100_000)).toBe(1);
  expect(buildThreads(100_001)).toBeUndefined();
});
