import { it } from 'vitest';

/**
 * Whether this run is to be thorough: CI's is, and so is that of a file somebody names. `npm test` alone, which a developer
 * waits for, leaves out files named `….long.test.ts` and tests declared by `longTest`, and asks long properties less often.
 */
export const thorough = process.env['TANDEM_THOROUGH'] === '1';

/** How often a long property is asked: `full` times, or `brief` times where the run is not thorough. */
export const often = (full: number, brief: number): number => (thorough ? full : brief);

interface LongTest {
  (name: string, run: () => Promise<void>): void;
  (name: string, options: { timeout: number }, run: () => Promise<void>): void;
  readonly each: typeof it.each;
}

const declaresNothing = Object.assign(() => undefined, {
  each: () => () => undefined,
}) as unknown as LongTest;

/** Declares a test of a thorough run: one of many seconds that shows on a larger scale, or in another look, what others show. */
export const longTest: LongTest = thorough ? it : declaresNothing;
