import { TandemError } from '../../contract/errors.ts';

export interface Throttle {
  /** Counts an attempt as failed until proven otherwise. Throws `too_many_requests` {seconds} while the key has to wait. */
  begin(key: string): void;
  succeeded(key: string): void;
}

export interface ThrottleOptions {
  /** Failures before waiting begins. */
  readonly free: number;
  /** The longest wait, in seconds. */
  readonly maxWait: number;
  readonly now: () => Date;
}

const forget = 3_600_000;

/** [AUTH-5] After the free attempts each further failure doubles the wait: 1 s, 2 s, 4 s … */
export function throttle({ free, maxWait, now }: ThrottleOptions): Throttle {
  const failures = new Map<string, { count: number; at: number }>();

  return {
    begin(key) {
      const at = now().getTime();
      const known = failures.get(key);
      const entry = known && at - known.at < forget ? known : { count: 0, at };
      if (entry.count >= free) {
        const wait = Math.min(maxWait, 2 ** Math.min(entry.count - free, 20)) * 1000;
        const left = entry.at + wait - at;
        if (left > 0) throw new TandemError('too_many_requests', { seconds: Math.ceil(left / 1000) });
      }
      failures.delete(key);
      failures.set(key, { count: entry.count + 1, at });
      if (failures.size > 10_000) failures.delete(failures.keys().next().value as string);
    },
    succeeded(key) {
      failures.delete(key);
    },
  };
}
