import { isTandemError } from '../../src/contract/errors.ts';
import { takeRunLock } from '../publish/run-lock.ts';
import type { TargetReading } from './adapter.ts';
import { keepPending, readPending, standing, type Pending } from './pending-records.ts';

export interface Confirming {
  /** Where the target's exports and its lock are. */
  readonly folder: string;
  /** What was pending before the target was read. */
  readonly pending: Pending | undefined;
  readonly reading: TargetReading;
  /** The caller has the lock. */
  readonly isLocked: boolean;
  /** Called once when something of it stands there. */
  readonly say: (of: Pending, stands: Pending['records']) => void;
}

/**
 * [BACK-9] Says of what is pending what stands in the target by a reading of it. A preview has no lock: it takes it for a
 * moment, and leaves the saying to the next one where another run has it or has changed what is pending meanwhile. Returns
 * how many records it confirmed.
 */
export async function confirmPending(confirming: Confirming): Promise<number> {
  const { folder, pending, reading, isLocked, say } = confirming;
  if (pending === undefined) return 0;
  const { stands, rest } = standing(pending, reading);
  if (stands.length === 0) return 0;
  let release: (() => void) | undefined;
  if (!isLocked)
    try {
      release = await takeRunLock(folder, 1);
    } catch (error) {
      if (isTandemError(error) && error.code === 'locked') return 0;
      throw error;
    }
  try {
    if (JSON.stringify(readPending(folder)) !== JSON.stringify(pending)) return 0;
    say(pending, stands);
    keepPending(folder, { ...pending, records: rest });
    return stands.length;
  } finally {
    release?.();
  }
}
