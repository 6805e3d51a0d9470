/** [API-4] Results by key; the key holds generation, query and policy, so nothing stale or foreign can come out. */
export interface ResultCache {
  /** The kept value, or the one being made by another caller, or a new one. */
  get<T extends { readonly bytes: number }>(
    key: string,
    make: () => Promise<T>,
  ): Promise<{ value: T; cached: boolean }>;
  clear(): void;
}

export function resultCache(limit = { bytes: 64_000_000, entries: 2_000 }): ResultCache {
  const kept = new Map<string, { readonly bytes: number }>();
  const making = new Map<string, Promise<{ readonly bytes: number }>>();
  let total = 0;

  const keep = (key: string, value: { readonly bytes: number }): void => {
    if (value.bytes > limit.bytes / 8) return;
    kept.set(key, value);
    total += value.bytes;
    for (const [oldest, entry] of kept) {
      if (total <= limit.bytes && kept.size <= limit.entries) break;
      kept.delete(oldest);
      total -= entry.bytes;
    }
  };

  return {
    async get<T extends { readonly bytes: number }>(key: string, make: () => Promise<T>) {
      const known = kept.get(key);
      if (known) {
        kept.delete(key);
        kept.set(key, known);
        return { value: known as T, cached: true };
      }
      const shared = making.get(key);
      if (shared) return { value: (await shared) as T, cached: true };
      const made = make();
      making.set(key, made);
      try {
        const value = await made;
        keep(key, value);
        return { value, cached: false };
      } finally {
        making.delete(key);
      }
    },
    clear() {
      kept.clear();
      total = 0;
    },
  };
}
