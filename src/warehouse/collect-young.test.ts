import { constants, PerformanceObserver, type PerformanceEntry } from 'node:perf_hooks';
import { expect, it } from 'vitest';
import { collectYoung } from './collect-young.ts';

const rounds = 20;

/** A collection that the program asked for, of what is young. */
const isAskedFor = (entry: PerformanceEntry): boolean => {
  const { kind, flags } = (entry as PerformanceEntry & { readonly detail: Readonly<Record<string, number>> })
    .detail;
  return (
    kind === constants.NODE_PERFORMANCE_GC_MINOR &&
    ((flags ?? 0) & constants.NODE_PERFORMANCE_GC_FLAGS_FORCED) !== 0
  );
};

it('collects what is young whenever it is asked, and leaves the program no function for it', async () => {
  let collected = 0;
  const observer = new PerformanceObserver((list) => {
    collected += list.getEntries().filter(isAskedFor).length;
  });
  observer.observe({ entryTypes: ['gc'] });
  try {
    for (let round = 0; round < rounds; round++) collectYoung();
    await expect.poll(() => collected, { timeout: 10_000 }).toBeGreaterThanOrEqual(rounds);
    expect('gc' in globalThis).toBe(false);
  } finally {
    observer.disconnect();
  }
});
