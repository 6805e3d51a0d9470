import { expect, it } from 'vitest';
import { buildMemory } from './build-memory.ts';

const GiB = 2 ** 30;

it('A build takes three fifths of the memory it may use, of the container when that is smaller', () => {
  expect(buildMemory(20 * GiB, 0)).toBe('12288MiB');
  expect(buildMemory(20 * GiB, 10 * GiB)).toBe('6144MiB');
  expect(buildMemory(20 * GiB, 2 ** 63)).toBe('12288MiB');
  expect(buildMemory(GiB, 0)).toBe('1024MiB');
});
