import { TandemError } from '../../contract/errors.ts';

export interface TokenBuckets {
  /** Takes one token of the key's bucket. Throws `too_many_requests` {seconds} when there is none. */
  take(key: string): void;
}

/** [API-7] A bucket a person: `capacity` calls at once, refilled at `perSecond`. */
export function tokenBuckets(options: {
  capacity: number;
  perSecond: number;
  now: () => Date;
}): TokenBuckets {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(key) {
      const at = options.now().getTime();
      const known = buckets.get(key) ?? { tokens: options.capacity, at };
      const tokens = Math.min(options.capacity, known.tokens + ((at - known.at) / 1000) * options.perSecond);
      if (tokens < 1) {
        buckets.set(key, { tokens, at });
        throw new TandemError('too_many_requests', { seconds: Math.ceil((1 - tokens) / options.perSecond) });
      }
      buckets.delete(key);
      buckets.set(key, { tokens: tokens - 1, at });
      if (buckets.size > 10_000) buckets.delete(buckets.keys().next().value as string);
    },
  };
}
